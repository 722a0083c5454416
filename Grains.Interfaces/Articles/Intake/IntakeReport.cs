using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>What has come of a call.</summary>
[GenerateSerializer, Immutable, Alias("articles.IntakeReport")]
public sealed record IntakeReport
{
    [Id(0)] public required long Turn { get; init; }

    /// <summary>Why nothing was taken over; null where it was, or nothing was new.</summary>
    [Id(1)] public string? Error { get; init; }

    [Id(2)] public TimeSpan? RetryAfter { get; init; }

    /// <summary>True where the source said that nothing is new.</summary>
    [Id(3)] public bool Unchanged { get; init; }

    [Id(4)] public string? ETag { get; init; }

    [Id(5)] public DateTimeOffset? LastModified { get; init; }

    /// <summary>Articles that were begun.</summary>
    [Id(6)] public int Taken { get; init; }

    /// <summary>Items that are no articles; <see cref="Problems"/> says why.</summary>
    [Id(7)] public int Refused { get; init; }

    /// <summary>Chance, from 0 to below 1, for pauses.</summary>
    [Id(8)] public double Roll { get; init; }

    /// <summary>Items that were to be published and wait as drafts; <see cref="Problems"/> says why.</summary>
    [Id(9)] public int Waiting { get; init; }

    /// <summary>Items that are no articles, wait, or have lost something; at most <see cref="IntakeNotice.KeptMax"/>.</summary>
    [Id(10)] public ImmutableArray<IntakeNotice> Problems { get; init; } = [];

    /// <summary>Items that the source has taken back and that stand here.</summary>
    [Id(11)] public ImmutableArray<IntakeNotice> Withdrawn { get; init; } = [];

    /// <summary>See <see cref="IntakeTurn.Since"/>: decided by the first call.</summary>
    [Id(12)] public DateTimeOffset? Since { get; init; }

    /// <summary>See <see cref="IntakeTurn.Passed"/>: decided by the first call.</summary>
    [Id(13)] public ImmutableArray<string> Passed { get; init; } = [];
}
