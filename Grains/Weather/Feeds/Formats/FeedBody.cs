using System.Text;
using System.Text.Unicode;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>What can be said of an answer before its format is read.</summary>
internal static class FeedBody
{
    /// <summary>An hour of minutes of all automatic stations is under 4 MiB.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    private const int KoreanCodePage = 949;

    // .NET's "euc-kr" is code page 51949, which lacks 8,822 syllables that KMA's texts may use.
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(
        KoreanCodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("Code page 949 is missing.");

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Why it is no answer in any format; null where it may be one.</summary>
    public static string? RefusalOf(ReadOnlySpan<byte> body)
    {
        if (body.Length > BytesMax)
        {
            return FeedCodes.TooLarge;
        }

        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return FeedCodes.WrongEncoding;
        }

        var text = Trim(body);
        return text.Length == 0 ? FeedCodes.Empty
            : text[0] is (byte)'{' or (byte)'[' ? FeedCodes.Json
            : StartsWith(text, "<!doctype html"u8) || StartsWith(text, "<html"u8) ? FeedCodes.Html
            : null;
    }

    /// <summary>The text, or null where it is not in the encoding that it has to be in.</summary>
    /// <remarks>
    /// Damaged UTF-8 often is valid code page 949, and then full of wrong syllables: that one is tried only where the text
    /// itself says so.
    /// </remarks>
    public static string? Decode(ReadOnlySpan<byte> body)
    {
        var text = Trim(body);
        if (Utf8.IsValid(text))
        {
            return Encoding.UTF8.GetString(text);
        }

        return SaysKorean(text) ? FromKorean(text) : null;
    }

    /// <summary>
    /// A text of the API hub, which is in code page 949 without saying so, or in UTF-8; null for another encoding. A whole list
    /// of damaged UTF-8 is not valid in code page 949: it lacks most of the pairs that the bytes of syllables make.
    /// </summary>
    public static string? DecodeKorean(ReadOnlySpan<byte> body)
    {
        var text = Trim(body);
        if (Utf8.IsValid(text))
        {
            return Encoding.UTF8.GetString(text);
        }

        return FromKorean(text);
    }

    private static string? FromKorean(ReadOnlySpan<byte> text)
    {
        try
        {
            return Korean.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool SaysKorean(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, 200)];
        var end = head.IndexOf("?>"u8);
        return end > 0 && Encoding.Latin1.GetString(head[..end]) is var declaration
            && (declaration.Contains("euc-kr", StringComparison.OrdinalIgnoreCase)
                || declaration.Contains("ks_c_5601", StringComparison.OrdinalIgnoreCase)
                || declaration.Contains("949", StringComparison.Ordinal));
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> body) =>
        (body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body).Trim(" \t\r\n"u8);

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
