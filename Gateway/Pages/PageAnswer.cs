using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// A rendered page on its way: whole, or 304 where the reader has it. Readers and caches keep it and ask each time whether
/// it still holds, because a retraction must be gone with the next look.
/// </summary>
internal static class PageAnswer
{
    /// <summary>True when the page itself is sent, false for 304 and HEAD.</summary>
    public static bool IsWhole(HttpRequest request, string tag) => HttpMethods.IsGet(request.Method) && !Holds(request, tag);

    /// <summary>A page that nobody is to keep: a tombstone, or that there is nothing.</summary>
    public static IResult Of(HttpContext context, string html, int status)
    {
        SetHeaders(context.Response.Headers);
        return Results.Text(html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>Sent when the handler has returned: it may still set headers.</summary>
    public static IResult Of(HttpContext context, RenderedPage page)
    {
        var headers = context.Response.Headers;
        SetHeaders(headers);
        headers.ETag = page.Tag;
        if (Holds(context.Request, page.Tag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var (bytes, encoding) = page.Choose(context.Request);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return Results.Bytes(bytes, "text/html; charset=utf-8");
    }

    /// <summary>
    /// A tag over all that is rendered, positions of topics included. It is weak, because the same page leaves in several
    /// encodings, and because of the time of rendering it knows the minute only: the page's clock starts from that time, and
    /// from an older copy it would start too late.
    /// </summary>
    public static string TagOf(string html, DateTimeOffset now)
    {
        var milliseconds = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var minute = (now.ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture);
        var same = html.Replace(Stamp(milliseconds), Stamp(minute), StringComparison.Ordinal);
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(same)).AsSpan(0, 12))}\"";
    }

    private static string Stamp(string value) => $"data-now=\"{value}\"";

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache";
        headers.Vary = $"{HeaderNames.Host}, {HeaderNames.AcceptEncoding}";
    }

    private static bool Holds(HttpRequest request, string tag)
    {
        if (request.Headers.IfNoneMatch.Count == 0)
        {
            return false;
        }

        var own = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(own, useStrongComparison: false));
    }
}
