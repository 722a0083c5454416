using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// An article with all that must be persisted in one write with it: its history's heads, the operations it has seen, and
/// the announcements it still owes.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleState")]
internal sealed record ArticleState
{
    public const int OperationsMax = 64;

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Site { get; init; }

    [Id(2)] public required int Revision { get; init; }

    [Id(3)] public required ArticleStage Stage { get; init; }

    [Id(4)] public required ArticleDraft Draft { get; init; }

    [Id(5)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(6)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(7)] public DateTimeOffset? FirstPublishedAt { get; init; }

    [Id(8)] public ImmutableArray<ArticleNote> Notes { get; init; } = [];

    [Id(9)] public string RetractionReason { get; init; } = "";

    /// <summary>Oldest first, at most <see cref="ArticleRevision.KeptMax"/>.</summary>
    [Id(10)] public ImmutableArray<ArticleRevision> Revisions { get; init; } = [];

    /// <summary>Ids of acts that were carried out, most recent last, at most <see cref="OperationsMax"/>.</summary>
    [Id(11)] public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>At most one for each surface.</summary>
    [Id(12)] public ImmutableArray<PendingAnnouncement> Pending { get; init; } = [];

    /// <summary>Topics of the surfaces that have ever heard of the article, so that all of them hear of its retraction.</summary>
    [Id(13)] public ImmutableArray<string> Surfaces { get; init; } = [];

    public bool IsPublic => Stage != ArticleStage.Draft;

    public ArticleContent? Public => FirstPublishedAt is { } first && IsPublic
        ? new ArticleContent
        {
            Id = Id,
            Site = Site,
            Section = Draft.Section,
            Revision = Revision,
            Stage = Stage,
            Headline = Draft.Headline,
            Summary = Draft.Summary,
            Blocks = Draft.Blocks,
            Byline = Draft.Byline,
            FirstPublishedAt = first,
            ModifiedAt = ModifiedAt,
            Notes = Notes,
            RetractionReason = RetractionReason,
            Breaking = Draft.Breaking,
            Sample = Draft.Sample,
        }
        : null;

    public ArticleDetails Details => new()
    {
        Id = Id,
        Site = Site,
        Revision = Revision,
        Stage = Stage,
        Draft = Draft,
        CreatedAt = CreatedAt,
        ModifiedAt = ModifiedAt,
        FirstPublishedAt = FirstPublishedAt,
        Notes = Notes,
        RetractionReason = RetractionReason,
        Revisions = Revisions,
    };
}
