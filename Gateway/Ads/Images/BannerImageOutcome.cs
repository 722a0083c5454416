namespace Sokbo.Gateway.Ads.Images;

/// <summary>One of the two.</summary>
internal sealed record BannerImageOutcome(BannerImage? Image, BannerImageRefusal? Refusal)
{
    public static implicit operator BannerImageOutcome(BannerImage image) => new(image, null);

    public static implicit operator BannerImageOutcome(BannerImageRefusal refusal) => new(null, refusal);
}
