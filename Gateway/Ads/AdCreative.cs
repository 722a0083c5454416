using Sokbo.Gateway.Ads.Frames;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>What a page shows.</summary>
internal sealed record AdCreative
{
    /// <summary>Creative and version of its content: withdrawals name it.</summary>
    public required string Id { get; init; }

    /// <summary><c>text</c>, <c>image</c> or <c>html</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Plain text; of an image its alternative text.</summary>
    public required string Text { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>HTML only: the address of the frame, on the origin of frames.</summary>
    public string? FrameUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public required string Advertiser { get; init; }

    /// <summary>True for 견본.</summary>
    public bool? Sample { get; init; }

    public static AdCreative Of(CatalogueCampaign campaign, Creative creative)
    {
        var isSized = creative.Kind != CreativeKind.Text;
        return new AdCreative
        {
            Id = creative.ShownId,
            Kind = CreativeKinds.NameOf(creative.Kind),
            Text = creative.Text,
            ImageUrl = creative.ImageUrl.Length == 0 ? null : creative.ImageUrl,
            FrameUrl = creative.Frame.Length == 0 ? null : FrameEndpoints.PathPrefix + creative.Frame,
            Width = isSized ? creative.Width : null,
            Height = isSized ? creative.Height : null,
            Advertiser = campaign.AdvertiserName,
            Sample = campaign.Sample ? true : null,
        };
    }
}
