namespace Sokbo.Gateway.Ads;

internal sealed record CreativeRequest
{
    /// <summary>Fixed at the creation.</summary>
    public string? CampaignId { get; init; }

    /// <summary><c>text</c>, <c>image</c> or <c>html</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>At most 200 characters; of an image the alternative text, of HTML the title.</summary>
    public required string Text { get; init; }

    /// <summary>http or https. Stays on the server: pages link to the gateway, which redirects and fills in macros such as <c>{creative}</c>.</summary>
    public required string LandingUrl { get; init; }

    /// <summary>Share of the rotation among the creatives of the campaign, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>As <c>POST /creatives/images</c> answered; images only.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>CSS pixels: as many as the picture has, or half as many; unless given, as many.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>A whole banner, with everything that it needs: its frame loads nothing but stored pictures. HTML only.</summary>
    public string? Html { get; init; }

    /// <summary>In place of <see cref="Html"/> what an earlier answer said: the banner stays as it is.</summary>
    public string? Frame { get; init; }

    public bool Paused { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it is not shown any more.</summary>
    public DateTimeOffset? End { get; init; }
}
