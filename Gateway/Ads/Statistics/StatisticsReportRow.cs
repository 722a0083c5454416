using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Statistics;

internal sealed record StatisticsReportRow
{
    /// <summary>An hour or day in Seoul, or the id of a creative or slot; empty in a total, and for what names neither.</summary>
    public required string Key { get; init; }

    public required long Rendered { get; init; }

    public required long Viewable { get; init; }

    public required long Clicks { get; init; }

    public double? ViewableRate { get; init; }

    public double? ClickRate { get; init; }

    public required long Billed { get; init; }

    /// <summary>Everything that bills nothing, by reason; reasons without any are left out.</summary>
    public required IReadOnlyDictionary<string, long> Unbilled { get; init; }

    public static StatisticsReportRow Of(string key, IEnumerable<EventCount> counts, Pricing pricing)
    {
        var sums = counts.GroupBy(count => count.Bucket).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
        var rendered = sums.GetValueOrDefault(EventBucket.Rendered);
        return new StatisticsReportRow
        {
            Key = key,
            Rendered = rendered,
            Viewable = sums.GetValueOrDefault(EventBucket.Viewable),
            Clicks = sums.GetValueOrDefault(EventBucket.Click),
            ViewableRate = Numbers.Rate(sums.GetValueOrDefault(EventBucket.Viewable), rendered),
            ClickRate = Numbers.Rate(sums.GetValueOrDefault(EventBucket.Click), rendered),
            Billed = Numbers.BilledBucket(pricing) is { } bucket ? sums.GetValueOrDefault(bucket) : 0,
            Unbilled = Numbers.Unbilled.Where(sums.ContainsKey).ToDictionary(StatisticsResponse.Name, reason => sums[reason]),
        };
    }

    /// <summary>In the order of the report's columns.</summary>
    public IEnumerable<object?> Cells() =>
    [
        Rendered, Viewable, Clicks, ViewableRate, ClickRate, Billed,
        .. Numbers.Unbilled.Select(reason => (object?)Unbilled.GetValueOrDefault(StatisticsResponse.Name(reason))),
    ];
}
