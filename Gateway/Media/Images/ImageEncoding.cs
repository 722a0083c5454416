namespace Sokbo.Gateway.Media.Images;

/// <summary>One way to write a picture.</summary>
/// <param name="Type">What is written.</param>
/// <param name="Quality">0 to 100; 100 keeps every pixel where the type can.</param>
/// <param name="Palette">At most 256 colours.</param>
/// <param name="Width">In pixels, no more than the picture has; 0 for its own. Only for pictures that do not move.</param>
internal sealed record ImageEncoding(MediaType Type, int Quality, bool Palette = false, int Width = 0)
{
    /// <summary>How a picture is written unless it must become lighter: in its own type, as good as it came.</summary>
    public static IReadOnlyList<ImageEncoding> Faithful(MediaType type, bool lossless) => type switch
    {
        MediaType.Jpeg => [new(MediaType.Jpeg, 92), new(MediaType.Jpeg, 85)],
        MediaType.WebP => lossless ? [new(MediaType.WebP, 100)] : [new(MediaType.WebP, 92), new(MediaType.WebP, 84)],
        _ => [new(type, 100)],
    };

    /// <summary>From the best to the lightest that still looks like the original.</summary>
    public static IReadOnlyList<ImageEncoding> Compressed(MediaType type) => type switch
    {
        MediaType.Jpeg => [new(MediaType.Jpeg, 78), new(MediaType.Jpeg, 66), new(MediaType.WebP, 68), new(MediaType.WebP, 50)],
        MediaType.Png => [new(MediaType.Png, 90, Palette: true), new(MediaType.WebP, 85), new(MediaType.WebP, 70), new(MediaType.WebP, 50)],
        _ => [new(MediaType.WebP, 75), new(MediaType.WebP, 60), new(MediaType.WebP, 45)],
    };
}
