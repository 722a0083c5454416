using System.Globalization;
using System.Security.Cryptography;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media;

/// <summary>
/// What is in a file is its name: SHA-256 in lower-case hexadecimal digits, and an extension that says the type. A smaller
/// form of a picture has the name of that picture and its own width.
/// </summary>
internal sealed record MediaName(string Hash, MediaType Type)
{
    public const string PathPrefix = "/media/";

    private const int WidthMax = 99_999;

    public MediaShelf Shelf { get; init; }

    /// <summary>In pixels; 0 for the picture itself.</summary>
    public int Width { get; init; }

    public string Extension => Type switch
    {
        MediaType.Jpeg => "jpg",
        MediaType.Png => "png",
        MediaType.WebP => "webp",
        MediaType.Gif => "gif",
        _ => "html",
    };

    public string ContentType => Type switch
    {
        MediaType.Jpeg => "image/jpeg",
        MediaType.Png => "image/png",
        MediaType.WebP => "image/webp",
        MediaType.Gif => "image/gif",
        _ => "text/html; charset=utf-8",
    };

    public bool IsImage => Type != MediaType.Html;

    /// <summary>Where a picture is on every site.</summary>
    public string Path => (Shelf == MediaShelf.Pictures ? PictureAddress.Prefix : PathPrefix) + ToString();

    /// <summary>What stands under the name never changes, so the name is the tag.</summary>
    public string Tag => Width == 0 ? $"\"{Hash}\"" : string.Create(CultureInfo.InvariantCulture, $"\"{Hash}-{Width}\"");

    /// <summary>Where it is in a store, below its root.</summary>
    public string Key => Shelf == MediaShelf.Pictures ? $"pictures/{Hash[..2]}/{this}" : $"{Hash[..2]}/{this}";

    public static MediaName Of(ReadOnlySpan<byte> content, MediaType type) => new(Convert.ToHexStringLower(SHA256.HashData(content)), type);

    /// <summary>Null for anything that is no name: nothing of it can lead out of the store.</summary>
    public static MediaName? Parse(string? text)
    {
        const int hash = PictureAddress.HashLength;
        if (text is null || text.IndexOf('.', StringComparison.Ordinal) != hash || !PictureAddress.IsHash(text.AsSpan(0, hash)))
        {
            return null;
        }

        MediaType? type = text[(hash + 1)..] switch
        {
            "jpg" => MediaType.Jpeg,
            "png" => MediaType.Png,
            "webp" => MediaType.WebP,
            "gif" => MediaType.Gif,
            "html" => MediaType.Html,
            _ => null,
        };
        return type is { } known ? new MediaName(text[..hash], known) : null;
    }

    /// <summary>Of a picture of articles or of a smaller form of one; null for anything else.</summary>
    public static MediaName? ParsePicture(string? text)
    {
        if (Parse(text) is { } name)
        {
            return name.IsImage ? name with { Shelf = MediaShelf.Pictures } : null;
        }

        const int hash = PictureAddress.HashLength;
        const string end = ".webp";
        if (text is null || text.Length <= hash + 1 + end.Length || text[hash] != '-' || !text.EndsWith(end, StringComparison.Ordinal))
        {
            return null;
        }

        // One way to write each width, so that one form has one address.
        var digits = text.AsSpan((hash + 1)..^end.Length);
        return digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width <= WidthMax
            && Parse($"{text[..hash]}{end}") is { } picture
                ? picture with { Shelf = MediaShelf.Pictures, Width = width }
                : null;
    }

    /// <summary>The name in the address of a stored banner; null for any other address.</summary>
    public static MediaName? OfPath(string? path) =>
        path is not null && path.StartsWith(PathPrefix, StringComparison.Ordinal) && Parse(path[PathPrefix.Length..]) is { IsImage: true } name ? name : null;

    public override string ToString() => Width == 0 ? $"{Hash}.{Extension}" : string.Create(CultureInfo.InvariantCulture, $"{Hash}-{Width}.{Extension}");
}
