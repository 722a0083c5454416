using System.Buffers;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>
/// Where pictures of articles are: <c>/pictures/{hash}.{type}</c>, and <c>/pictures/{hash}-{width}.webp</c> for a smaller one.
/// The hash is SHA-256 of the picture as it is kept, in lower-case hexadecimal digits.
/// </summary>
public static class PictureAddress
{
    public const string Prefix = "/pictures/";

    public const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Of the address of a picture that is kept here; null for any other address, and for a smaller form of one.</summary>
    public static string? HashOf(string? url) =>
        url is not null && url.StartsWith(Prefix, StringComparison.Ordinal)
        && url.Length > Prefix.Length + HashLength && url[Prefix.Length + HashLength] == '.'
        && url[(Prefix.Length + HashLength + 1)..] is "jpg" or "png" or "webp" or "gif"
        && IsHash(url.AsSpan(Prefix.Length, HashLength))
            ? url.Substring(Prefix.Length, HashLength)
            : null;

    public static bool IsHash(ReadOnlySpan<char> text) => text.Length == HashLength && !text.ContainsAnyExcept(HexDigits);

    /// <summary>Of a picture that is <paramref name="width"/> pixels wide.</summary>
    public static string Smaller(string hash, int width) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{hash}-{width}.webp");
}
