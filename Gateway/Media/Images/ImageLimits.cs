namespace Sokbo.Gateway.Media.Images;

/// <summary>What is decoded at all; everything beyond is refused by its header.</summary>
internal static class ImageLimits
{
    /// <summary>Of what is sent, in bytes: enough to offer a compression of what cameras and designers export.</summary>
    public const int BytesMax = 10 * 1024 * 1024;

    public const int SideMax = 4_000;

    /// <summary>Over all frames. Some 130 MB were they all in memory at once.</summary>
    public const long PixelsMax = 32_000_000;

    public const int FramesMax = 300;

    /// <summary>Why it is too large to be looked at; null when it is not.</summary>
    public static string? Refusal(ImageFacts facts) => facts switch
    {
        { Width: > SideMax } or { Height: > SideMax } =>
            $"It has {facts.Width} × {facts.Height} pixels; at most {SideMax} each way are taken. Scale it down.",
        { Frames: > FramesMax } => FramesRefusal(facts.Frames),
        { Pixels: > PixelsMax } =>
            $"It has {facts.Pixels} pixels in {facts.Frames} frames; at most {PixelsMax} are taken. Scale it down or shorten the animation.",
        _ => null,
    };

    public static string? FramesRefusal(int frames) =>
        frames > FramesMax ? $"It has {frames} frames; at most {FramesMax} are taken. Shorten the animation." : null;
}
