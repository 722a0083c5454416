using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Grains.Articles.Intake;

/// <summary>How far a source is pulled. Written before each call and after it.</summary>
[GenerateSerializer, Alias("articles.IntakeRecord")]
internal sealed record IntakeRecord
{
    /// <summary>No call before this: the pause after a call, or the hold of one under way.</summary>
    [Id(0)] public DateTimeOffset NotBefore { get; init; }

    [Id(1)] public long Turn { get; init; }

    /// <summary>In a row.</summary>
    [Id(2)] public int Failures { get; init; }

    /// <summary>Day of Seoul to which <see cref="CallsToday"/> belongs.</summary>
    [Id(3)] public int Day { get; init; }

    [Id(4)] public int CallsToday { get; init; }

    /// <summary>What the validators belong to.</summary>
    [Id(5)] public string Url { get; init; } = "";

    [Id(6)] public string? ETag { get; init; }

    [Id(7)] public DateTimeOffset? LastModified { get; init; }

    [Id(8)] public DateTimeOffset? LastAttemptAt { get; init; }

    [Id(9)] public DateTimeOffset? LastSuccessAt { get; init; }

    [Id(10)] public string? LastError { get; init; }

    [Id(11)] public long Taken { get; init; }

    [Id(12)] public int Refused { get; init; }

    [Id(13)] public int Waiting { get; init; }

    [Id(14)] public ImmutableArray<IntakeNotice> Problems { get; init; } = [];

    /// <summary>Each article once, oldest first.</summary>
    [Id(15)] public ImmutableArray<IntakeNotice> Withdrawn { get; init; } = [];

    /// <summary>Of the first call. Null for a source that is older than this.</summary>
    [Id(16)] public DateTimeOffset? Since { get; init; }

    [Id(17)] public ImmutableArray<string> Passed { get; init; } = [];
}
