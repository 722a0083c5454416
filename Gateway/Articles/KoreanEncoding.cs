using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Sokbo.Gateway.Articles;

/// <summary>
/// Text as it comes from elsewhere: UTF-8, UTF-16 with its mark, or code page 949, by whatever name. .NET's "euc-kr" is code
/// page 51949, which lacks 8,822 syllables that Korean texts use under that name.
/// </summary>
internal static partial class KoreanEncoding
{
    /// <summary>Where a document says its own encoding.</summary>
    private const int DeclarationBytesMax = 512;

    public static Encoding CodePage949 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) ?? throw new InvalidOperationException("Code page 949 is missing.");

    /// <summary>Whether that is a name of code page 949 or of a part of it.</summary>
    public static bool IsKorean(string? charset) => charset?.Trim().ToLowerInvariant() is
        "euc-kr" or "euckr" or "cp949" or "ms949" or "windows-949" or "x-windows-949" or "uhc" or "ks_c_5601-1987" or "ksc5601" or "ks_c_5601" or "ks_c_5601-1989" or "korean" or "949";

    /// <summary>The text, or null where it is in none of these encodings or not in the one that it says.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="charset">What the answer has said; null for nothing.</param>
    public static string? Decode(ReadOnlySpan<byte> body, string? charset)
    {
        if (body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (body[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(body[2..]);
        }

        var text = body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;

        // Damaged UTF-8 is often valid code page 949, and then full of wrong syllables: that one only where somebody says so.
        if (!IsKorean(charset) && !IsKorean(Declared(text)))
        {
            return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
        }

        try
        {
            // Some say euc-kr and send UTF-8; what is valid UTF-8 and not plain ASCII is hardly ever Korean in code page 949.
            return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : CodePage949.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Declared(ReadOnlySpan<byte> text) =>
        Declaration().Match(Encoding.Latin1.GetString(text[..Math.Min(text.Length, DeclarationBytesMax)])) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""(?:encoding|charset)\s*=\s*["']?(?<name>[A-Za-z0-9_.:-]{1,40})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Declaration();
}
