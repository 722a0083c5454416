using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>An article as its newsroom sees it. <see cref="Body"/> may be sent back in a PUT.</summary>
internal sealed record ArticleResponse
{
    public required string Id { get; init; }

    public required int Revision { get; init; }

    /// <summary>draft, submitted, scheduled, published, updated, corrected, held, retracted, erased.</summary>
    public required string State { get; init; }

    public required string Site { get; init; }

    public required string Section { get; init; }

    public required string Headline { get; init; }

    public required string Summary { get; init; }

    /// <summary>The sanitised body as HTML.</summary>
    public required string Body { get; init; }

    public required string Byline { get; init; }

    public required bool Breaking { get; init; }

    public required bool Sample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public DateTimeOffset? FirstPublishedAt { get; init; }

    public required ArticleNote[] Notes { get; init; }

    public string? RetractionReason { get; init; }

    /// <summary>1 to 9; none where nobody has said.</summary>
    public int? Urgency { get; init; }

    public string[]? Tags { get; init; }

    public string? Region { get; init; }

    public string? CanonicalUrl { get; init; }

    public string[]? Related { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True once it has left lists, feeds and the band.</summary>
    public bool? Expired { get; init; }

    /// <summary>When a scheduled article goes out, its embargo considered.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    public ArticleEmbargo? Embargo { get; init; }

    public HoldResponse? Hold { get; init; }

    /// <summary>Since when a correction is claimed.</summary>
    public DateTimeOffset? CorrectionRequestedAt { get; init; }

    /// <summary>Who has asked to erase it; another person carries it out.</summary>
    public ArticleErasure? Erasure { get; init; }

    /// <summary>The last 500, oldest first.</summary>
    public required RevisionResponse[] Revisions { get; init; }

    /// <summary>Path of the page.</summary>
    public required string Url { get; init; }

    /// <summary>Names of tags that were taken out of the body with their content, in the answer to what brought them.</summary>
    public string[]? DroppedTags { get; init; }

    /// <summary>In the answer to a retraction or hold: every surface, and when it was looked at.</summary>
    public SurfaceReceipt? Receipt { get; init; }

    /// <summary>Of a live blog.</summary>
    public LiveResponse? Live { get; init; }

    /// <summary>In the answer to a new post.</summary>
    public PostResponse? Post { get; init; }

    public static ArticleResponse Of(ArticleDetails article, string[]? dropped = null) => new()
    {
        Id = article.Id,
        Revision = article.Revision,
        State = Name(article.Stage),
        Site = article.Site,
        Section = article.Draft.Section,
        Headline = article.Draft.Headline,
        Summary = article.Draft.Summary,
        Body = ArticleBody.Render(article.Draft.Blocks),
        Byline = article.Draft.Byline,
        Breaking = article.Draft.Breaking,
        Sample = article.Draft.Sample,
        CreatedAt = article.CreatedAt,
        ModifiedAt = article.ModifiedAt,
        FirstPublishedAt = article.FirstPublishedAt,
        Notes = [.. article.Notes],
        Urgency = article.Draft.Urgency == 0 ? null : article.Draft.Urgency,
        Tags = article.Draft.Tags.IsDefaultOrEmpty ? null : [.. article.Draft.Tags],
        Region = article.Draft.Region is { Length: > 0 } region ? region : null,
        CanonicalUrl = article.Draft.Canonical is { Length: > 0 } canonical ? canonical : null,
        Related = article.Draft.Related.IsDefaultOrEmpty ? null : [.. article.Draft.Related],
        ExpiresAt = article.Draft.ExpiresAt,
        Expired = article.Expired ? true : null,
        ReleaseAt = article.ReleaseAt,
        Embargo = article.Embargo,
        Hold = article.Hold is { } hold ? new HoldResponse(hold.At, hold.Until, hold.Notice) : null,
        CorrectionRequestedAt = article.CorrectionRequestedAt,
        Erasure = article.Erasure,
        RetractionReason = article.Stage == ArticleStage.Retracted ? article.RetractionReason : null,
        Revisions = [.. article.Revisions.Select(RevisionResponse.Of)],
        Url = $"/articles/{article.Id}",
        DroppedTags = dropped is { Length: > 0 } ? dropped : null,
        Live = article.Live is { } live ? new LiveResponse(live.CoverageStart, live.CoverageEnd, live.Posts, live.Hidden) : null,
    };

    public static string Name(ArticleStage stage) => stage switch
    {
        ArticleStage.Draft => "draft",
        ArticleStage.Published => "published",
        ArticleStage.Updated => "updated",
        ArticleStage.Corrected => "corrected",
        ArticleStage.Retracted => "retracted",
        ArticleStage.Submitted => "submitted",
        ArticleStage.Scheduled => "scheduled",
        ArticleStage.Held => "held",
        ArticleStage.Erased => "erased",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Unknown stage."),
    };
}
