using System.Security.Cryptography;

namespace Sokbo.Gateway.Media;

/// <summary>What is in a file is its name: SHA-256 in lower-case hexadecimal digits, and an extension that says the type.</summary>
internal sealed record MediaName(string Hash, MediaType Type)
{
    public const string PathPrefix = "/media/";

    private const int HashLength = 64;

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
    public string Path => PathPrefix + ToString();

    public static MediaName Of(ReadOnlySpan<byte> content, MediaType type) => new(Convert.ToHexStringLower(SHA256.HashData(content)), type);

    /// <summary>Null for anything that is no name: nothing of it can lead out of the store.</summary>
    public static MediaName? Parse(string? text)
    {
        if (text is null || text.IndexOf('.', StringComparison.Ordinal) != HashLength || !text.AsSpan(0, HashLength).ContainsOnlyLowerHex())
        {
            return null;
        }

        MediaType? type = text[(HashLength + 1)..] switch
        {
            "jpg" => MediaType.Jpeg,
            "png" => MediaType.Png,
            "webp" => MediaType.WebP,
            "gif" => MediaType.Gif,
            "html" => MediaType.Html,
            _ => null,
        };
        return type is { } known ? new MediaName(text[..HashLength], known) : null;
    }

    /// <summary>The name in the address of a stored picture; null for any other address.</summary>
    public static MediaName? OfPath(string? path) =>
        path is not null && path.StartsWith(PathPrefix, StringComparison.Ordinal) && Parse(path[PathPrefix.Length..]) is { IsImage: true } name ? name : null;

    public override string ToString() => $"{Hash}.{Extension}";
}
