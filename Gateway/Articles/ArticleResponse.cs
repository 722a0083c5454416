using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>An article as its newsroom sees it. <see cref="Body"/> may be sent back in a PUT.</summary>
internal sealed record ArticleResponse
{
    public required string Id { get; init; }

    public required int Revision { get; init; }

    /// <summary>draft, published, updated, corrected, retracted.</summary>
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

    /// <summary>The last 50, oldest first.</summary>
    public required RevisionResponse[] Revisions { get; init; }

    /// <summary>Path of the page.</summary>
    public required string Url { get; init; }

    /// <summary>Names of tags that were taken out of the body with their content, in the answer to what brought them.</summary>
    public string[]? DroppedTags { get; init; }

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
        RetractionReason = article.Stage == ArticleStage.Retracted ? article.RetractionReason : null,
        Revisions = [.. article.Revisions.Select(RevisionResponse.Of)],
        Url = $"/articles/{article.Id}",
        DroppedTags = dropped is { Length: > 0 } ? dropped : null,
    };

    public static string Name(ArticleStage stage) => stage switch
    {
        ArticleStage.Draft => "draft",
        ArticleStage.Published => "published",
        ArticleStage.Updated => "updated",
        ArticleStage.Corrected => "corrected",
        ArticleStage.Retracted => "retracted",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Unknown stage."),
    };
}
