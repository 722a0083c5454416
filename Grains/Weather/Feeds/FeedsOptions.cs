using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>Sources of observations and warnings that are pulled; section <c>Weather:Feeds</c>. The same on every silo.</summary>
public sealed class FeedsOptions
{
    public const string Section = "Weather:Feeds";

    public FeedSourceOptions Map { get; init; } = new() { BaseAddress = "https://www.kma.go.kr/", CallsPerDayMax = 300, ArrivalMinutes = 10 };

    public FeedSourceOptions Hourly { get; init; } = new() { BaseAddress = "https://apihub.kma.go.kr/", CallsPerDayMax = 500, ArrivalMinutes = 10 };

    public FeedSourceOptions Minute { get; init; } = new() { BaseAddress = "https://apihub.kma.go.kr/", CallsPerDayMax = 2_000, ArrivalMinutes = 3 };

    public FeedSourceOptions Warnings { get; init; } = new() { BaseAddress = "https://apihub.kma.go.kr/", CallsPerDayMax = 600, ArrivalMinutes = 1 };

    /// <summary>Who runs this, for the source to reach: an address of mail or of a page.</summary>
    public string? Contact { get; init; }

    /// <summary>Seconds for one call, its body included.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Seconds over which calls are spread once a report is due, so that installations do not call together.</summary>
    public int SpreadSeconds { get; init; } = 30;

    /// <summary>Shortest pause after a failed call, in seconds; what is by chance comes on top.</summary>
    public int RetrySeconds { get; init; } = 5;

    /// <summary>Longest pause by chance after repeated failures, in seconds.</summary>
    public int RetrySecondsMax { get; init; } = 600;

    /// <summary>Hours back to which reports that were missed in a silence are pulled.</summary>
    public int CatchUpHours { get; init; } = 12;

    /// <summary>By <see cref="FeedIds"/>.</summary>
    public FeedSourceOptions? Find(string id) => id switch
    {
        FeedIds.Map => Map,
        FeedIds.Hourly => Hourly,
        FeedIds.Minute => Minute,
        FeedIds.Warnings => Warnings,
        _ => null,
    };
}
