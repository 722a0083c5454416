using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <param name="Number">Grows with each turn.</param>
/// <param name="ETag">Of the last answer that was taken over; null for none.</param>
/// <param name="LastModified">Of the same.</param>
[GenerateSerializer, Immutable, Alias("articles.IntakeTurn")]
public sealed record IntakeTurn(
    [property: Id(0)] long Number,
    [property: Id(1)] string? ETag,
    [property: Id(2)] DateTimeOffset? LastModified)
{
    /// <summary>True until an answer of the source was taken over: what it has then is mostly old.</summary>
    [Id(3)] public bool First { get; init; }

    /// <summary>Items from before are never taken; null for none.</summary>
    [Id(4)] public DateTimeOffset? Since { get; init; }

    /// <summary>Ids of the articles that undated items of the first answer would have become: they are never taken.</summary>
    [Id(5)] public ImmutableArray<string> Passed { get; init; } = [];
}
