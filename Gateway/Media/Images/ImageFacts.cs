namespace Sokbo.Gateway.Media.Images;

/// <summary>What the header of a picture says; width and height as it is seen, turned upright.</summary>
internal sealed record ImageFacts(MediaType Type, int Width, int Height, int Frames, bool Turned)
{
    public long Pixels => (long)Width * Height * Frames;
}
