using Microsoft.Net.Http.Headers;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// A document on its way (RFC 9110): whole, its head, or 304 where the client has it. A tag beats a date, and there is no date
/// while it could be that of another document (<see cref="DocumentDate"/>). Everybody asks each time whether what they keep
/// still holds, because a retraction must be gone with the next look.
/// </summary>
internal static class RepresentationAnswer
{
    private static readonly string Vary = $"{HeaderNames.Host}, {HeaderNames.AcceptEncoding}";

    /// <summary>Writes status and headers, and returns the bytes that follow; null where none do.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="document">What it is answered with.</param>
    /// <param name="date">When that last changed, in whole seconds; null where no date proves that a client has it.</param>
    public static byte[]? Begin(HttpContext context, Representation document, DateTimeOffset? date)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        var coding = document.CodingFor(AcceptedCoding.Of(request.Headers.AcceptEncoding));
        var tag = document.TagOf(coding);
        SetCaching(headers);
        headers.ETag = tag;
        if (date is { } changed)
        {
            headers.LastModified = HeaderUtilities.FormatDate(changed);
        }

        if (Has(request, tag, date))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return null;
        }

        var bytes = document.BytesIn(coding);
        if (coding != ContentCoding.Plain)
        {
            headers.ContentEncoding = AcceptedCoding.NameOf(coding);
        }

        headers.ContentType = document.ContentType;
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsGet(request.Method) ? bytes : null;
    }

    /// <summary>What is kept is asked for again each time, and is of one host and one coding.</summary>
    public static void SetCaching(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache";
        headers.Vary = Vary;
    }

    /// <summary>Tags are compared weakly, as the standard says for what is only read: proxies that pack an answer make its tag a weak one.</summary>
    private static bool Has(HttpRequest request, string tag, DateTimeOffset? date)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 1 && string.Equals(known[0], tag, StringComparison.Ordinal))
        {
            return true;
        }

        if (known.Count == 0)
        {
            return date is not null && request.Headers.IfModifiedSince.Count > 0 && date <= request.GetTypedHeaders().IfModifiedSince;
        }

        var own = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(other => other.Tag == "*" || other.Compare(own, useStrongComparison: false));
    }
}
