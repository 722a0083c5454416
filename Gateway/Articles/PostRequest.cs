namespace Sokbo.Gateway.Articles;

/// <summary>A post of a live blog.</summary>
internal sealed record PostRequest
{
    /// <summary>May be left out.</summary>
    public string Headline { get; init; } = "";

    public required string Body { get; init; }

    /// <summary>html or markdown.</summary>
    public string BodyFormat { get; init; } = "html";

    public string Byline { get; init; } = "";

    /// <summary>Stands above all posts that are not pinned; at most 3 of a live blog.</summary>
    public bool Pinned { get; init; }

    /// <summary>One of the moments that make up the story: listed above the posts. Needs a headline.</summary>
    public bool Key { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
