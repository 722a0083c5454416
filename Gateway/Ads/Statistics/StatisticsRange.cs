using System.Globalization;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>Parameters of a handler: <c>from</c> and <c>to</c>, days in Seoul as 2026-11-26, both included, and <c>by</c>.</summary>
internal sealed record StatisticsRange(string? From, string? To, string? By)
{
    private const int DaysUnlessTold = 31;

    private static readonly string[] Names = ["hour", "day", "creative", "slot"];

    public static ValueTask<StatisticsRange> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        return ValueTask.FromResult(new StatisticsRange(Text(query["from"]), Text(query["to"]), Text(query["by"])));
    }

    public CountsQuery? Read(DateTimeOffset now, RequestErrors errors)
    {
        var to = Day(To, "to", SeoulDay.Of(now), errors);
        var from = Day(From, "from", to is { } last ? SeoulDay.Of(SeoulDay.Start(last)!.Value.AddDays(1 - DaysUnlessTold)) : null, errors);
        var by = Array.IndexOf(Names, By ?? "day");
        errors.Check(by >= 0, "/by", $"Must be one of {string.Join(", ", Names)}.");
        if (errors.Any || from is not { } first || to is not { } end)
        {
            return null;
        }

        var days = (SeoulDay.Start(end)!.Value - SeoulDay.Start(first)!.Value).Days + 1;
        var max = by == (int)CountsBy.Hour ? CountsQuery.HourDaysMax : CountsQuery.DaysMax;
        errors.Check(days > 0, "/from", "Must not be after 'to'.");
        errors.Check(days <= max, "/from", string.Create(CultureInfo.InvariantCulture, $"At most {max} days at once by {Names[Math.Max(by, 0)]}; these are {days}."));
        return errors.Any ? null : new CountsQuery(first, end, (CountsBy)by);
    }

    public static string Name(CountsBy by) => Names[(int)by];

    /// <summary>2026-11-26</summary>
    public static string Text(int day) => string.Create(CultureInfo.InvariantCulture, $"{day / 10_000:0000}-{day / 100 % 100:00}-{day % 100:00}");

    private static string? Text(Microsoft.Extensions.Primitives.StringValues value) => value.ToString() is { Length: > 0 } text ? text : null;

    private static int? Day(string? text, string name, int? unlessTold, RequestErrors errors)
    {
        if (text is null)
        {
            return unlessTold;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 9997)
        {
            return (date.Year * 10_000) + (date.Month * 100) + date.Day;
        }

        errors.Add($"/{name}", "Must be a day in Seoul, for example 2026-11-26.");
        return null;
    }
}
