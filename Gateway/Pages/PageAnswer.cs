using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// A rendered page on its way: whole, its head, or 304 where the reader has it. Readers and caches keep it and ask each time
/// whether it still holds, because a retraction must be gone with the next look.
/// </summary>
internal static class PageAnswer
{
    private static readonly string Vary = $"{HeaderNames.Host}, {HeaderNames.AcceptEncoding}";

    /// <summary>A page that nobody is to keep: a tombstone, or that there is nothing.</summary>
    public static IResult Of(HttpContext context, string html, SecurityHeaders headers, int status)
    {
        SetHeaders(context.Response.Headers, headers);
        return Results.Text(html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>The one way in which a page leaves, whether it was rendered for this reader or kept from another.</summary>
    public static Task SendAsync(HttpContext context, RenderedPage page)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        SetHeaders(headers, page.Headers);
        headers.ETag = page.Tag;
        if (Holds(request, page.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (bytes, coding) = page.Choose(AcceptedCoding.Of(request.Headers.AcceptEncoding));
        if (coding != ContentCoding.Plain)
        {
            headers.ContentEncoding = AcceptedCoding.NameOf(coding);
        }

        headers.ContentType = page.ContentType;
        headers.ContentLength = bytes.Length;
        if (!HttpMethods.IsGet(request.Method))
        {
            return Task.CompletedTask;
        }

        if (page.Banners > 0 && context.Features.Get<SurfaceInspection>() is null)
        {
            AdsMetrics.PlainServed.Inc(page.Banners);
        }

        // Without the request's token, which the server would have to make first: it ends the wait of a reader that has left itself.
        var sent = response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    /// <summary>
    /// A tag over all that is rendered, positions of topics included. It is weak, because the same page leaves in several
    /// encodings, and because of the time of rendering it knows the minute only: the page's clock starts from that time, and
    /// from an older copy it would start too late.
    /// </summary>
    public static string TagOf(string html, DateTimeOffset now)
    {
        var milliseconds = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var minute = PageMinute.Of(now).ToString(CultureInfo.InvariantCulture);
        var same = html.Replace(Stamp(milliseconds), Stamp(minute), StringComparison.Ordinal);
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(same)).AsSpan(0, 12))}\"";
    }

    private static string Stamp(string value) => $"data-now=\"{value}\"";

    private static void SetHeaders(IHeaderDictionary headers, SecurityHeaders security)
    {
        security.Set(headers);
        headers.CacheControl = "no-cache";
        headers.Vary = Vary;
    }

    private static bool Holds(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0)
        {
            return false;
        }

        if (known.Count == 1 && string.Equals(known[0], tag, StringComparison.Ordinal))
        {
            return true;
        }

        var own = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(other => other.Tag == "*" || other.Compare(own, useStrongComparison: false));
    }
}
