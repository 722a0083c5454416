using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>How a source does.</summary>
[GenerateSerializer, Immutable, Alias("articles.IntakeStatus")]
public sealed record IntakeStatus
{
    [Id(0)] public DateTimeOffset? LastAttemptAt { get; init; }

    [Id(1)] public DateTimeOffset? LastSuccessAt { get; init; }

    [Id(2)] public string? LastError { get; init; }

    /// <summary>In a row.</summary>
    [Id(3)] public int Failures { get; init; }

    [Id(4)] public int CallsToday { get; init; }

    [Id(5)] public DateTimeOffset NextAt { get; init; }

    /// <summary>Articles over all calls.</summary>
    [Id(6)] public long Taken { get; init; }

    /// <summary>Items of the last answer that were no articles.</summary>
    [Id(7)] public int Refused { get; init; }

    /// <summary>Items of the last answer that were to be published and wait as drafts.</summary>
    [Id(8)] public int Waiting { get; init; }

    /// <summary>Of the last answer: items that are no articles, wait, or have lost something.</summary>
    [Id(9)] public ImmutableArray<IntakeNotice> Problems { get; init; } = [];

    /// <summary>The last items that the source has taken back after they had become articles.</summary>
    [Id(10)] public ImmutableArray<IntakeNotice> Withdrawn { get; init; } = [];
}
