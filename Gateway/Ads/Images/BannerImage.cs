using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Ads.Images;

/// <summary>A picture that may be a banner; width and height in CSS pixels, as it is laid out.</summary>
internal sealed record BannerImage(MediaName Name, int Width, int Height, int Frames, int Bytes);
