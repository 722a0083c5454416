using System.Text;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>A CSV file as text: UTF-8 with or without a mark, or CP949, as Korean spreadsheets save it.</summary>
/// <param name="Text">Without a mark.</param>
/// <param name="Encoding"><c>utf-8</c> or <c>cp949</c>.</param>
internal sealed record ImportText(string Text, string Encoding)
{
    public static readonly Encoding Cp949 = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null for neither. What is both is UTF-8: Hangul in CP949 is not valid UTF-8.</summary>
    public static ImportText? Of(ReadOnlySpan<byte> bytes)
    {
        var hasMark = bytes.StartsWith("\uFEFF"u8);
        if (Decode(Utf8, hasMark ? bytes[3..] : bytes) is { } text)
        {
            return new ImportText(text, "utf-8");
        }

        return !hasMark && Decode(Cp949, bytes) is { } korean && !korean.Any(IsNone) ? new ImportText(korean, "cp949") : null;
    }

    /// <summary>Bytes for which CP949 has no character come out as controls and private characters.</summary>
    private static bool IsNone(char letter) => letter is (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF');

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
