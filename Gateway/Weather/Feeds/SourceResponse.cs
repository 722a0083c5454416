using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Gateway.Weather.Feeds;

/// <summary>A source that is pulled, and how it is.</summary>
internal sealed record SourceResponse
{
    /// <summary><c>map</c>, <c>hourly</c> or <c>minute</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>off</c>, <c>waiting</c> (not called yet), <c>good</c>, or <c>failing</c>: the last calls brought not what was asked for.</summary>
    public required string Health { get; init; }

    /// <summary>Newest time of observation that it has sent.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Since then.</summary>
    public int? AgeSeconds { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When an answer was last taken over.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Code of the last failure, which may be over; see docs/API.md.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Calls in a row without what was asked for.</summary>
    public required int Failures { get; init; }

    /// <summary>Since midnight in Seoul.</summary>
    public required int CallsToday { get; init; }

    public required int CallsPerDayMax { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Readings taken over from the last answer.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows and values in it that were not believed, or belong to unknown stations.</summary>
    public required int Refused { get; init; }

    /// <summary>Missed hours that are still to be pulled.</summary>
    public required int Gaps { get; init; }

    public static SourceResponse Of(FeedStatus status, DateTimeOffset now) => new()
    {
        Id = status.Id,
        Health = !status.Enabled ? "off" : status.Failures > 0 ? "failing" : status.LastSuccessAt is null ? "waiting" : "good",
        ObservedAt = Seoul(status.ObservedAt),
        AgeSeconds = status.ObservedAt is { } at ? (int)Math.Clamp((now - at).TotalSeconds, 0, int.MaxValue) : null,
        LastAttemptAt = Seoul(status.LastAttemptAt),
        LastSuccessAt = Seoul(status.LastSuccessAt),
        LastError = status.LastError,
        LastErrorAt = Seoul(status.LastErrorAt),
        Failures = status.Failures,
        CallsToday = status.CallsToday,
        CallsPerDayMax = status.CallsPerDayMax,
        NextAt = Seoul(status.NextAt),
        Accepted = status.Accepted,
        Refused = status.Refused,
        Gaps = status.Gaps,
    };

    private static DateTimeOffset? Seoul(DateTimeOffset? at) => at?.ToOffset(ReadingResponse.SeoulOffset);
}
