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

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
