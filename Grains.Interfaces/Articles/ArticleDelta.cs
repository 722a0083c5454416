using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What a revision changed; null where nothing did. A retraction is never a delta but a barrier.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleDelta")]
public sealed record ArticleDelta : TopicPayload
{
    [Id(0)] public required int Revision { get; init; }

    [Id(1)] public required ArticleStage Stage { get; init; }

    [Id(2)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(3)] public string? Section { get; init; }

    [Id(4)] public string? Headline { get; init; }

    [Id(5)] public string? Summary { get; init; }

    [Id(6)] public ImmutableArray<ArticleBlock>? Blocks { get; init; }

    [Id(7)] public string? Byline { get; init; }

    [Id(8)] public ImmutableArray<ArticleNote> AddedNotes { get; init; } = [];

    [Id(9)] public bool Breaking { get; init; }
}
