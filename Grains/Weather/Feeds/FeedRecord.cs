using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>How far a source is pulled, and what it cost today. Written before each call and after it.</summary>
[GenerateSerializer, Immutable, Alias("weather.FeedRecord")]
internal sealed record FeedRecord
{
    /// <summary>The newest time whose report is in the stations; null before the first.</summary>
    [Id(0)] public DateTimeOffset? Done { get; init; }

    /// <summary>Former times that are not, the oldest first; as many as fit in the time to catch up.</summary>
    [Id(1)] public ImmutableArray<FeedGap> Gaps { get; init; } = [];

    /// <summary>No call before this, whoever looks: the pause after a call, or the reservation of one under way.</summary>
    [Id(2)] public DateTimeOffset NotBefore { get; init; }

    /// <summary>Calls without what was asked for, since the last one with it.</summary>
    [Id(3)] public int Failures { get; init; }

    /// <summary>Day of Seoul, counted from year 1, to which <see cref="CallsToday"/> belongs.</summary>
    [Id(4)] public int Day { get; init; }

    [Id(5)] public int CallsToday { get; init; }

    /// <summary>What the validators belong to, without the key.</summary>
    [Id(6)] public string Path { get; init; } = "";

    [Id(7)] public string? ETag { get; init; }

    [Id(8)] public DateTimeOffset? LastModified { get; init; }

    [Id(9)] public DateTimeOffset? LastAttemptAt { get; init; }

    [Id(10)] public DateTimeOffset? LastSuccessAt { get; init; }

    [Id(11)] public string? LastError { get; init; }

    [Id(12)] public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Newest time of observation that was in an answer.</summary>
    [Id(13)] public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Rows of the last complete report.</summary>
    [Id(14)] public int UsualRows { get; init; }

    /// <summary>The time that was asked for last, and in how many answers stations were missing.</summary>
    [Id(15)] public DateTimeOffset? Target { get; init; }

    [Id(16)] public int IncompleteAnswers { get; init; }

    [Id(17)] public int Accepted { get; init; }

    [Id(18)] public int Refused { get; init; }
}
