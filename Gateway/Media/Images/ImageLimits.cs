namespace Sokbo.Gateway.Media.Images;

/// <summary>What is decoded at all; everything beyond is refused by its header.</summary>
internal sealed record ImageLimits
{
    /// <summary>Some 130 MB were all pixels in memory at once.</summary>
    public static ImageLimits Banner { get; } = new() { BytesMax = 10 * 1024 * 1024, SideMax = 4_000, PixelsMax = 32_000_000, FramesMax = 300 };

    /// <summary>Of articles: what press cameras make. Some 200 MB were all pixels in memory at once.</summary>
    public static ImageLimits Picture { get; } = new() { BytesMax = 20 * 1024 * 1024, SideMax = 10_000, PixelsMax = 50_000_000, FramesMax = 300 };

    /// <summary>Of what is sent, in bytes: enough to offer a compression of what cameras and designers export.</summary>
    public required int BytesMax { get; init; }

    public required int SideMax { get; init; }

    /// <summary>Over all frames.</summary>
    public required long PixelsMax { get; init; }

    public required int FramesMax { get; init; }

    /// <summary>Why it is too large to be looked at; null when it is not.</summary>
    public string? Refusal(ImageFacts facts) =>
        facts.Width > SideMax || facts.Height > SideMax
            ? $"It has {facts.Width} × {facts.Height} pixels; at most {SideMax} each way are taken. Scale it down."
        : FramesRefusal(facts.Frames) is { } tooMany ? tooMany
        : facts.Pixels > PixelsMax
            ? $"It has {facts.Pixels} pixels in {facts.Frames} frames; at most {PixelsMax} are taken. Scale it down or shorten the animation."
        : null;

    public string? FramesRefusal(int frames) =>
        frames > FramesMax ? $"It has {frames} frames; at most {FramesMax} are taken. Shorten the animation." : null;
}
