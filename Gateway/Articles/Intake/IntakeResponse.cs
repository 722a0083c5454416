using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>A source and how it does.</summary>
internal sealed record IntakeResponse
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string Site { get; init; }

    public required string Section { get; init; }

    /// <summary>True where what comes is published.</summary>
    public required bool Publish { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public string? LastError { get; init; }

    public required int Failures { get; init; }

    public required int CallsToday { get; init; }

    public required int CallsPerDayMax { get; init; }

    public required DateTimeOffset NextAt { get; init; }

    /// <summary>Articles over all calls.</summary>
    public required long Taken { get; init; }

    /// <summary>Items of the last answer that were no articles.</summary>
    public required int Refused { get; init; }

    /// <summary>Items of the last answer that were to be published and wait as drafts.</summary>
    public required int Waiting { get; init; }

    /// <summary>Of the last answer, at most 20: items that were refused, wait, or have lost something.</summary>
    public required IntakeNoticeResponse[] Problems { get; init; }

    /// <summary>What the source has taken back and still stands here; at most 20.</summary>
    public required IntakeNoticeResponse[] Withdrawn { get; init; }

    public static IntakeResponse Of(IntakeSource source, IntakeStatus status, IEnumerable<IntakeNotice> withdrawn) => new()
    {
        Id = source.Id,
        Url = source.Url,
        Site = source.Site,
        Section = source.Section,
        Publish = source.Publish,
        LastAttemptAt = status.LastAttemptAt,
        LastSuccessAt = status.LastSuccessAt,
        LastError = status.LastError,
        Failures = status.Failures,
        CallsToday = status.CallsToday,
        CallsPerDayMax = source.CallsPerDayMax,
        NextAt = status.NextAt,
        Taken = status.Taken,
        Refused = status.Refused,
        Waiting = status.Waiting,
        Problems = [.. status.Problems.Select(IntakeNoticeResponse.Of)],
        Withdrawn = [.. withdrawn.Select(IntakeNoticeResponse.Of)],
    };
}
