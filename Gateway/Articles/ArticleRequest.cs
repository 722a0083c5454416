using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles;

/// <summary>What an author sends.</summary>
internal sealed record ArticleRequest
{
    /// <summary>Id of a section of the site.</summary>
    public required string Section { get; init; }

    public required string Headline { get; init; }

    /// <summary>HTML, or Markdown with <c>bodyFormat</c>.</summary>
    public required string Body { get; init; }

    /// <summary><c>html</c> or <c>markdown</c>.</summary>
    public string BodyFormat { get; init; } = "html";

    /// <summary>One or two plain sentences for lists and share previews.</summary>
    public string Summary { get; init; } = "";

    public string Byline { get; init; } = "";

    /// <summary>Puts it on the breaking band of its site while it is published.</summary>
    public bool Breaking { get; init; }

    /// <summary>Marks it as 견본 on every surface; operators only.</summary>
    public bool Sample { get; init; }

    /// <summary>Left out: <c>default</c>. An article stays on its site.</summary>
    public string Site { get; init; } = SiteInfo.DefaultId;

    /// <summary>1, the most urgent, to 9; left out: 5.</summary>
    public int? Urgency { get; init; }

    /// <summary>At most 20, of at most 50 characters.</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>The place that it is about, for example 평택시.</summary>
    public string Region { get; init; } = "";

    /// <summary>Where the text lives for search engines, when that is not its page here.</summary>
    public string CanonicalUrl { get; init; } = "";

    /// <summary>Ids of related articles, at most 10.</summary>
    public string[] Related { get; init; } = [];

    /// <summary>From then on it leaves lists, feeds and the band; its page stays. RFC 3339 with an offset.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
