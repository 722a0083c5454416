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

    /// <summary>When a scheduled article goes out, the embargo considered; null otherwise.</summary>
    [Id(11)] public DateTimeOffset? ReleaseAt { get; init; }

    [Id(12)] public ArticleEmbargo? Embargo { get; init; }

    [Id(13)] public ArticleHold? Hold { get; init; }

    [Id(14)] public DateTimeOffset? CorrectionRequestedAt { get; init; }

    [Id(15)] public bool Expired { get; init; }

    /// <summary>Who has asked to erase it; a second person carries it out.</summary>
    [Id(16)] public ArticleErasure? Erasure { get; init; }

    /// <summary>Acts that made no revision, oldest first; the last <see cref="ArticleAuditEntry.KeptMax"/>.</summary>
    [Id(17)] public ImmutableArray<ArticleAuditEntry> Audit { get; init; } = [];

    /// <summary>Null where it is no live blog. Its posts: <see cref="IArticleGrain.ReadPosts"/>.</summary>
    [Id(18)] public LiveSummary? Live { get; init; }

    /// <summary>Sections that readers have ever found it in, this one among them. Empty before publication.</summary>
    [Id(19)] public ImmutableArray<string> Sections { get; init; } = [];
}
