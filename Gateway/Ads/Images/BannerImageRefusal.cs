using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads.Images;

/// <summary>Why a picture is no banner, and what to do about it.</summary>
internal sealed record BannerImageRefusal(ProblemCode Code, string Detail)
{
    /// <summary>Only where it is too heavy: what it weighs, what it may weigh, and what it would weigh compressed, in bytes.</summary>
    public CompressionOffer? Offer { get; init; }
}
