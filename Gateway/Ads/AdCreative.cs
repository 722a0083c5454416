using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>What a page shows.</summary>
internal sealed record AdCreative
{
    /// <summary>Creative and version of its content: withdrawals name it.</summary>
    public required string Id { get; init; }

    /// <summary><c>text</c> or <c>image</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Plain text; of an image its alternative text.</summary>
    public required string Text { get; init; }

    public string? ImageUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public required string Advertiser { get; init; }

    /// <summary>True for 견본.</summary>
    public bool? Sample { get; init; }

    public static AdCreative Of(CatalogueCampaign campaign, Creative creative)
    {
        var isImage = creative.Kind == CreativeKind.Image;
        return new AdCreative
        {
            Id = creative.ShownId,
            Kind = isImage ? "image" : "text",
            Text = creative.Text,
            ImageUrl = isImage ? creative.ImageUrl : null,
            Width = isImage ? creative.Width : null,
            Height = isImage ? creative.Height : null,
            Advertiser = campaign.AdvertiserName,
            Sample = campaign.Sample ? true : null,
        };
    }
}
