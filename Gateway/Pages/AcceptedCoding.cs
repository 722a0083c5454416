using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// What an Accept-Encoding header lets us send. Browsers send a handful of texts, each with every request, so what was
/// read is remembered.
/// </summary>
internal static class AcceptedCoding
{
    private const int KnownMax = 64;
    private const int LengthMax = 64;

    private static readonly BoundedMap<string, ContentCoding> Known = new(KnownMax, StringComparer.Ordinal);

    /// <summary>The best that is accepted, whatever the order and the weights: a coding with a weight of 0 is not, and * is every one that is not named.</summary>
    public static ContentCoding Of(StringValues header)
    {
        if (header.Count == 0)
        {
            return ContentCoding.Plain;
        }

        if (header.Count > 1 || header[0] is not { Length: <= LengthMax } text)
        {
            return Read(header);
        }

        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        var coding = Read(header);
        Known.Set(text, coding);
        return coding;
    }

    /// <summary>As the header Content-Encoding has it; null for bytes as they are.</summary>
    public static string? NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    private static ContentCoding Read(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. header.OfType<string>()], out var accepted))
        {
            return ContentCoding.Plain;
        }

        return Takes(ContentCoding.Brotli) ? ContentCoding.Brotli : Takes(ContentCoding.Gzip) ? ContentCoding.Gzip : ContentCoding.Plain;

        bool Takes(ContentCoding coding) => (Named(NameOf(coding)!) ?? Named("*")) is { Quality: null or > 0 };

        StringWithQualityHeaderValue? Named(string name) => accepted.FirstOrDefault(value => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
