namespace Sokbo.Gateway.Ads.Images;

/// <summary>A stored picture. <see cref="ImageUrl"/>, width and height go into the creative as they are.</summary>
internal sealed record BannerImageResponse(string ImageUrl, string Type, int Width, int Height, int Frames, int Bytes, int LimitBytes)
{
    public static BannerImageResponse Of(BannerImage image) => new(
        image.Name.Path, image.Name.ContentType, image.Width, image.Height, image.Frames, image.Bytes, WeightLimit.BytesOf(image.Width, image.Height));
}
