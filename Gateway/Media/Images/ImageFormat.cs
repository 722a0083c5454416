using System.Buffers.Binary;

namespace Sokbo.Gateway.Media.Images;

/// <summary>What a file is, by its first bytes: neither its name nor what the sender says about it counts.</summary>
internal static class ImageFormat
{
    private const int GifHeaderBytes = 13;
    private const int GifFrameBytes = 10;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static MediaType? Of(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => MediaType.Jpeg,
        _ when content.StartsWith(PngSignature) => MediaType.Png,
        _ when content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) => MediaType.Gif,
        _ when content.Length >= 16 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBPVP8"u8) => MediaType.WebP,
        _ => null,
    };

    /// <summary>A PNG with more than one frame: it would lose its animation.</summary>
    public static bool IsAnimatedPng(ReadOnlySpan<byte> content)
    {
        var rest = content[PngSignature.Length..];
        while (rest.Length >= 8 && !rest[4..].StartsWith("IDAT"u8))
        {
            if (rest[4..].StartsWith("acTL"u8))
            {
                return true;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(rest) + 12L;
            rest = length < rest.Length ? rest[(int)length..] : [];
        }

        return false;
    }

    /// <summary>
    /// Whether a GIF goes on to its end, and with how many frames. Readers show what is there of one that does not, and
    /// whoever cut it off would hear nothing of it.
    /// </summary>
    public static bool IsWholeGif(ReadOnlySpan<byte> content, out int frames)
    {
        frames = 0;
        if (content.Length < GifHeaderBytes)
        {
            return false;
        }

        var rest = Skip(content, GifHeaderBytes + ColoursOf(content[10]));
        while (!rest.IsEmpty)
        {
            switch (rest[0])
            {
                case 0x3B:
                    return true;
                case 0x21:
                    rest = SkipBlocks(Skip(rest, 2));
                    break;
                case 0x2C when rest.Length > GifFrameBytes:
                    frames++;
                    rest = SkipBlocks(Skip(rest, GifFrameBytes + ColoursOf(rest[9]) + 1));
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static int ColoursOf(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> content, int bytes) => bytes < content.Length ? content[bytes..] : [];

    /// <summary>Each begins with its length; one of none is the last.</summary>
    private static ReadOnlySpan<byte> SkipBlocks(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty && content[0] != 0)
        {
            content = Skip(content, content[0] + 1);
        }

        return Skip(content, 1);
    }

    /// <summary>A WebP that keeps every pixel as it is.</summary>
    public static bool IsLosslessWebP(ReadOnlySpan<byte> content) => content.IndexOf("VP8L"u8) >= 0;
}
