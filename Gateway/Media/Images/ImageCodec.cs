using NetVips;

namespace Sokbo.Gateway.Media.Images;

/// <summary>
/// Reads and writes pictures with libvips. Only the loader of the type that the first bytes name is ever asked, the header
/// is read without decoding, and pixels pass through in strips.
/// </summary>
internal static class ImageCodec
{
    static ImageCodec()
    {
        // Loaders that are not made for what strangers send stay shut; nothing of one upload is kept for the next.
        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;

        // What is wrong with a picture is said to whoever sent it, and to nobody else.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });
    }

    /// <exception cref="ImageUnreadableException">It has no header that can be read.</exception>
    public static ImageFacts Inspect(byte[] content, MediaType type)
    {
        try
        {
            using var image = Open(content, type, frames: 1, Enums.Access.Sequential);
            var frames = image.Contains("n-pages") ? (int)image.Get("n-pages") : 1;
            var orientation = image.Contains("orientation") ? (int)image.Get("orientation") : 1;
            var (width, height) = orientation is >= 5 and <= 8 ? (image.Height, image.Width) : (image.Width, image.Height);
            return new ImageFacts(type, width, height, frames, Turned: orientation is > 1 and <= 8);
        }
        catch (VipsException error)
        {
            throw new ImageUnreadableException(Reason(error), error);
        }
    }

    /// <summary>Upright, in sRGB, with all its frames and nothing but them: no metadata, nothing behind the picture.</summary>
    /// <param name="content">What was inspected.</param>
    /// <param name="facts">Within the limits.</param>
    /// <param name="encoding">How to write it.</param>
    /// <param name="cancellationToken">Stops in the middle of the work.</param>
    /// <exception cref="ImageUnreadableException">It cannot be decoded to its end.</exception>
    public static byte[] Encode(byte[] content, ImageFacts facts, ImageEncoding encoding, CancellationToken cancellationToken)
    {
        try
        {
            // Turning reads pixels in another order than they come.
            using var source = Open(content, facts.Type, frames: -1, facts.Turned ? Enums.Access.Random : Enums.Access.Sequential);
            using var upright = facts is { Turned: true, Frames: 1 } ? source.Autorot() : source.Copy();
            using var sized = encoding.Width > 0 && encoding.Width < facts.Width ? Scaled(upright, facts, encoding.Width) : upright.Copy();
            using var plain = InStandardColours(sized);
            plain.SetProgress(progress: null, cancellationToken);
            return Write(plain, encoding);
        }
        catch (VipsException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImageUnreadableException(Reason(error), error);
        }
    }

    private static byte[] Write(Image image, ImageEncoding encoding) => encoding.Type switch
    {
        MediaType.Jpeg => image.JpegsaveBuffer(
            q: encoding.Quality, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None, background: [255]),
        MediaType.Png when encoding.Palette => image.PngsaveBuffer(compression: 8, palette: true, q: encoding.Quality, effort: 4, keep: Enums.ForeignKeep.None),
        MediaType.Png => image.PngsaveBuffer(compression: 8, filter: Enums.ForeignPngFilter.All, keep: Enums.ForeignKeep.None),
        MediaType.Gif => image.GifsaveBuffer(reuse: true, keep: Enums.ForeignKeep.None),
        MediaType.WebP => image.WebpsaveBuffer(
            q: encoding.Quality, lossless: encoding.Quality == 100, effort: 4, smartSubsample: true, keep: Enums.ForeignKeep.None),
        _ => throw new InvalidOperationException($"{encoding.Type} is no picture."),
    };

    private static Image Scaled(Image image, ImageFacts facts, int width) => image.ThumbnailImage(width, height: facts.Height, size: Enums.Size.Down, noRotate: true);

    private static Image InStandardColours(Image image)
    {
        if (image.Contains("icc-profile-data"))
        {
            try
            {
                return image.IccTransform("srgb", embedded: true, intent: Enums.Intent.Perceptual);
            }
            catch (VipsException)
            {
                // A profile that says nothing of use: the picture is taken as it is, as browsers do.
            }
        }

        return image.Interpretation is Enums.Interpretation.Srgb or Enums.Interpretation.Bw && image.Format == Enums.BandFormat.Uchar
            ? image.Copy()
            : image.Colourspace(image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static Image Open(byte[] content, MediaType type, int frames, Enums.Access access) => type switch
    {
        MediaType.Jpeg => Image.JpegloadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        MediaType.Png => Image.PngloadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        MediaType.WebP => Image.WebploadBuffer(content, n: frames, access: access, failOn: Enums.FailOn.Truncated),
        MediaType.Gif => Image.GifloadBuffer(content, n: frames, access: access, failOn: Enums.FailOn.Truncated),
        _ => throw new InvalidOperationException($"{type} is no picture."),
    };

    /// <summary>The library's own words, one line and not without end.</summary>
    private static string Reason(VipsException error)
    {
        var text = string.Join("; ", error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return text.Length <= 200 ? text : text[..200];
    }
}
