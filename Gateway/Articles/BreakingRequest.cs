using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles;

/// <summary>Something for the breaking band, for an article of this system or any other.</summary>
internal sealed record BreakingRequest
{
    /// <summary>Of an item that is to be changed; left out, a new one is raised.</summary>
    public string? Id { get; init; }

    public required string Headline { get; init; }

    /// <summary>
    /// Where it leads: http, https, or a path on the site; left out: the article's page, or the front page. That of an
    /// article of this system names the article.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>Id of a public article; it is raised on the band of its own site, which it leaves when it is withheld.</summary>
    public string? Article { get; init; }

    /// <summary>Sites on whose band it stands, and of those that the key may use no others; left out: <c>default</c>.</summary>
    public string[] Sites { get; init; } = [SiteInfo.DefaultId];

    /// <summary>When it leaves by itself: RFC 3339 with an offset, at most 7 days ahead.</summary>
    public required string Until { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
