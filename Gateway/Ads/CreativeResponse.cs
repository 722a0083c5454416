using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed record CreativeResponse
{
    public required string Id { get; init; }

    public required string CampaignId { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string LandingUrl { get; init; }

    public required int Weight { get; init; }

    public string? ImageUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public required bool Paused { get; init; }

    public required int Revision { get; init; }

    public static CreativeResponse Of(Creative creative)
    {
        var isImage = creative.Kind == CreativeKind.Image;
        return new CreativeResponse
        {
            Id = creative.Id,
            CampaignId = creative.CampaignId,
            Kind = isImage ? "image" : "text",
            Text = creative.Text,
            LandingUrl = creative.LandingUrl,
            Weight = creative.Weight,
            ImageUrl = isImage ? creative.ImageUrl : null,
            Width = isImage ? creative.Width : null,
            Height = isImage ? creative.Height : null,
            Paused = creative.Paused,
            Revision = creative.Revision,
        };
    }
}
