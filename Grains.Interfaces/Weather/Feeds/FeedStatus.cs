namespace Sokbo.Grains.Interfaces.Weather.Feeds;

/// <summary>How a source is. Nothing secret is in it.</summary>
[GenerateSerializer, Immutable, Alias("weather.FeedStatus")]
public sealed record FeedStatus
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whether it is turned on in the configuration.</summary>
    [Id(1)] public required bool Enabled { get; init; }

    /// <summary>Newest time of observation that the source has sent.</summary>
    [Id(2)] public DateTimeOffset? ObservedAt { get; init; }

    [Id(3)] public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When an answer was last read and taken over, or the source last said that nothing is new.</summary>
    [Id(4)] public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Code of the last failure, which may be over.</summary>
    [Id(5)] public string? LastError { get; init; }

    [Id(6)] public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Calls without what was asked for since the last one with it.</summary>
    [Id(7)] public int Failures { get; init; }

    [Id(8)] public int CallsToday { get; init; }

    [Id(9)] public int CallsPerDayMax { get; init; }

    [Id(10)] public DateTimeOffset? NextAt { get; init; }

    /// <summary>Readings taken over from the last answer that was read.</summary>
    [Id(11)] public int Accepted { get; init; }

    /// <summary>Rows and values in it that were not believed, or belong to stations that are not known.</summary>
    [Id(12)] public int Refused { get; init; }

    /// <summary>Times between the newest and the last before a silence that are still to be pulled.</summary>
    [Id(13)] public int Gaps { get; init; }
}
