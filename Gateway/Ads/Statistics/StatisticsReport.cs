using System.Collections.Immutable;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>What a campaign has counted in some days, by hour, day, creative or slot, with the meaning of each number.</summary>
internal sealed record StatisticsReport
{
    public required string Campaign { get; init; }

    public required string Name { get; init; }

    /// <summary>Days in Seoul, both included.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public required string By { get; init; }

    public required ImmutableArray<StatisticsReportRow> Rows { get; init; }

    /// <summary>Over all rows.</summary>
    public required StatisticsReportRow Total { get; init; }

    /// <summary>What each number means, in the language asked for.</summary>
    public required IReadOnlyDictionary<string, string> Definitions { get; init; }

    public static StatisticsReport Of(CampaignDetails campaign, CountsQuery query, IReadOnlyList<EventCount> counts, PageLanguage language) => new()
    {
        Campaign = campaign.Id,
        Name = campaign.Draft.Name,
        From = StatisticsRange.Text(query.From),
        To = StatisticsRange.Text(query.To),
        By = StatisticsRange.Name(query.By),
        Rows =
        [
            .. counts.GroupBy(count => KeyOf(count, query.By)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => StatisticsReportRow.Of(group.Key, group, campaign.Draft.Pricing)),
        ],
        Total = StatisticsReportRow.Of("", counts, campaign.Draft.Pricing),
        Definitions = Numbers.Meanings(Columns, language),
    };

    public byte[] ToCsv(PageLanguage language)
    {
        var table = new CsvTable();
        table.Add([KeyName(language), .. Columns.Select(column => column.Name(language))]);
        foreach (var row in Rows)
        {
            table.Add([row.Key, .. row.Cells()]);
        }

        table.Add([language == PageLanguage.English ? "Total" : "합계", .. Total.Cells()]);
        table.Add([]);
        table.Add([language == PageLanguage.English ? "Definitions" : "용어 풀이"]);
        foreach (var column in Columns)
        {
            table.Add([column.Name(language), column.Meaning(language)]);
        }

        return table.ToBytes();
    }

    private static IEnumerable<NumberName> Columns =>
    [
        Numbers.Of(EventBucket.Rendered),
        Numbers.Of(EventBucket.Viewable),
        Numbers.Of(EventBucket.Click),
        Numbers.ViewableRate,
        Numbers.ClickRate,
        Numbers.Billed,
        .. Numbers.Unbilled.Select(Numbers.Of),
    ];

    private static string KeyOf(EventCount count, CountsBy by) => by switch
    {
        CountsBy.Hour => SeoulTime.Of(Hours.Start(count.Hour)).ToString("yyyy-MM-dd HH:00", System.Globalization.CultureInfo.InvariantCulture),
        CountsBy.Day => StatisticsRange.Text(SeoulDay.Of(Hours.Start(count.Hour))),
        CountsBy.Creative => count.Creative,
        _ => count.Slot,
    };

    private string KeyName(PageLanguage language) => (By, language) switch
    {
        ("hour", PageLanguage.Korean) => "시각(한국)",
        ("hour", _) => "Hour (Seoul)",
        ("day", PageLanguage.Korean) => "날짜(한국)",
        ("day", _) => "Day (Seoul)",
        ("creative", PageLanguage.Korean) => "소재",
        ("creative", _) => "Creative",
        (_, PageLanguage.Korean) => "광고 위치",
        _ => "Slot",
    };
}
