namespace Sokbo.Gateway.Ads;

internal sealed record CreativeRequest
{
    /// <summary>Fixed at the creation.</summary>
    public string? CampaignId { get; init; }

    /// <summary><c>text</c> or <c>image</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>At most 200 characters; the alternative text of an image.</summary>
    public required string Text { get; init; }

    /// <summary>http or https. Stays on the server: pages link to the gateway, which redirects and fills in macros such as <c>{creative}</c>.</summary>
    public required string LandingUrl { get; init; }

    /// <summary>Share of the rotation among the creatives of the campaign, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>https, or a path on the site; images only.</summary>
    public string? ImageUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public bool Paused { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it is not shown any more.</summary>
    public DateTimeOffset? End { get; init; }
}
