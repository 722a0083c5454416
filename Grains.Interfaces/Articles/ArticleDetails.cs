using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article as its newsroom sees it.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleDetails")]
public sealed record ArticleDetails
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Site { get; init; }

    [Id(2)] public required int Revision { get; init; }

    [Id(3)] public required ArticleStage Stage { get; init; }

    /// <summary>Of a tombstone only the section is left.</summary>
    [Id(4)] public required ArticleDraft Draft { get; init; }

    [Id(5)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(6)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(7)] public DateTimeOffset? FirstPublishedAt { get; init; }

    [Id(8)] public ImmutableArray<ArticleNote> Notes { get; init; } = [];

    [Id(9)] public string RetractionReason { get; init; } = "";

    /// <summary>Oldest first; the last <see cref="ArticleRevision.KeptMax"/>.</summary>
    [Id(10)] public ImmutableArray<ArticleRevision> Revisions { get; init; } = [];
}
