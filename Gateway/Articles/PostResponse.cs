using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>A post of a live blog as its newsroom sees it. <see cref="Body"/> may be sent back in a PUT.</summary>
internal sealed record PostResponse
{
    public required string Id { get; init; }

    public required int Revision { get; init; }

    public required string Headline { get; init; }

    /// <summary>The sanitised body as HTML.</summary>
    public required string Body { get; init; }

    public required string Byline { get; init; }

    public required bool Pinned { get; init; }

    public required bool Key { get; init; }

    /// <summary>True once readers may not see it; for ever.</summary>
    public required bool Hidden { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Oldest first.</summary>
    public required PostRevisionResponse[] Revisions { get; init; }

    /// <summary>Names of tags that were taken out of the body with their content, in the answer to what brought them.</summary>
    public string[]? DroppedTags { get; init; }

    public static PostResponse Of(LivePostDetails post, string[]? dropped = null) => new()
    {
        Id = post.Id,
        Revision = post.Revision,
        Headline = post.Draft.Headline,
        Body = ArticleBody.Render(post.Draft.Blocks),
        Byline = post.Draft.Byline,
        Pinned = post.Draft.Pinned,
        Key = post.Draft.Key,
        Hidden = post.Hidden,
        CreatedAt = post.CreatedAt,
        ModifiedAt = post.ModifiedAt,
        Revisions = [.. post.Revisions.Select(PostRevisionResponse.Of)],
        DroppedTags = dropped is { Length: > 0 } ? dropped : null,
    };
}
