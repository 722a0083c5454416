namespace Sokbo.Gateway.Ads.Images;

/// <param name="Bytes">What it weighs now.</param>
/// <param name="LimitBytes">What a banner of its size may weigh.</param>
/// <param name="CompressedBytes">What it would weigh compressed.</param>
/// <param name="CompressedType">The type that it would have then, such as <c>image/webp</c>.</param>
internal sealed record CompressionOffer(int Bytes, int LimitBytes, int CompressedBytes, string CompressedType)
{
    public bool Fits => CompressedBytes <= LimitBytes;
}
