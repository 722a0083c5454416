using System.Buffers.Binary;
using System.IO.Hashing;
using NetVips;

namespace Sokbo.Gateway.Tests.Ads.Images;

/// <summary>Pictures for the gate: drawn ones, and some that no program would make.</summary>
internal static class Pictures
{
    public static byte[] Jpeg(int width, int height, int quality = 90, int orientation = 1)
    {
        using var image = Drawn(width, height);
        using var tagged = image.Mutate(fields =>
        {
            fields.Set(GValue.GIntType, "orientation", orientation);
            fields.Set(GValue.GStrType, "exif-ifd0-Copyright", "secret-of-the-camera");
        });
        return tagged.JpegsaveBuffer(q: quality);
    }

    public static byte[] Png(int width, int height)
    {
        using var image = Drawn(width, height);
        return image.PngsaveBuffer();
    }

    /// <summary>Nothing in it repeats: it cannot be packed without loss.</summary>
    public static byte[] NoisyPng(int width, int height)
    {
        using var image = Noise(width, height, seed: 7);
        return image.PngsaveBuffer(compression: 1);
    }

    /// <summary>A picture of its own for each seed, and heavy enough for its size.</summary>
    public static byte[] SoftPng(int width, int height, int seed)
    {
        using var image = Noise(width, height, seed);
        using var soft = image.Gaussblur(1.2);
        return soft.PngsaveBuffer();
    }

    public static byte[] WebP(int width, int height, bool lossless = false)
    {
        using var image = Drawn(width, height);
        return image.WebpsaveBuffer(lossless: lossless);
    }

    /// <summary>Frames of growing brightness, with the delays in milliseconds, without end.</summary>
    public static byte[] Gif(int width, int height, params int[] delays)
    {
        using var animation = Animation(width, height, delays);
        return animation.GifsaveBuffer();
    }

    public static byte[] AnimatedWebP(int width, int height, params int[] delays)
    {
        using var animation = Animation(width, height, delays);
        return animation.WebpsaveBuffer();
    }

    public static int[] DelaysOf(byte[] content)
    {
        using var image = Image.NewFromBuffer(content, "[n=-1]");
        return (int[])image.Get("delay");
    }

    public static Image Read(byte[] content) => Image.NewFromBuffer(content);

    /// <summary>A PNG that says it is that large and has next to nothing in it.</summary>
    public static byte[] HollowPng(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]), .. Chunk("IEND"u8, [])];
    }

    /// <summary>An animated PNG as far as its header says.</summary>
    public static byte[] AnimatedPng()
    {
        var plain = Png(40, 40);
        return [.. plain[..33], .. Chunk("acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]), .. plain[33..]];
    }

    /// <summary>As many frames of one pixel on a canvas of that size.</summary>
    public static byte[] ManyFrames(int frames, ushort width = 300, ushort height = 250)
    {
        byte[] screen = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        byte[] frame =
        [
            0x21, 0xF9, 4, 0, 2, 0, 0, 0,
            0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
        ];
        return [.. "GIF89a"u8, .. screen, .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B];
    }

    private static Image Drawn(int width, int height)
    {
        using var base0 = Image.Xyz(width, height);
        using var across = base0[0].Linear([200.0 / width], [20.0]);
        using var down = base0[1].Linear([200.0 / height], [30.0]);
        using var third = (base0[0] + base0[1]).Linear([100.0 / (width + height)], [60.0]);
        using var joined = across.Bandjoin(down, third);
        using var bytes = joined.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();
    }

    private static Image Noise(int width, int height, int seed)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return Image.NewFromMemory(pixels, width, height, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static Image Animation(int width, int height, int[] delays)
    {
        var frames = delays.Select((_, index) => Drawn(width, height).Linear([0.4 + (0.6 * index / delays.Length)], [0.0], uchar: true)).ToArray();
        using var tall = Image.Arrayjoin(frames, across: 1);
        return tall.Mutate(fields =>
        {
            fields.Set(GValue.GIntType, "page-height", height);
            fields.Set(GValue.ArrayIntType, "delay", delays);
            fields.Set(GValue.GIntType, "loop", 0);
        });
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
