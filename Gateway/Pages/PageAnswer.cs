using System.Globalization;
using System.Text;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// A rendered page on its way. Its bytes do not say when it left, so that they are the same until it shows something else; the
/// page's script takes the server's time from the header, which 304 carries too.
/// </summary>
internal static class PageAnswer
{
    /// <summary>A page that nobody is to keep: a tombstone, or that there is nothing.</summary>
    public static IResult Of(HttpContext context, string html, SecurityHeaders headers, int status, DateTimeOffset now)
    {
        SetHeaders(context.Response.Headers, headers, now);
        RepresentationAnswer.SetCaching(context.Response.Headers);
        return Results.Text(html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>The one way in which a page leaves, whether it was rendered for this reader or kept from another.</summary>
    public static Task SendAsync(HttpContext context, RenderedPage page, DateTimeOffset now)
    {
        SetHeaders(context.Response.Headers, page.Headers, now);
        if (RepresentationAnswer.Begin(context, page.Document, page.ChangedAt) is not { } bytes)
        {
            return Task.CompletedTask;
        }

        if (page.Banners > 0 && context.Features.Get<SurfaceInspection>() is null)
        {
            AdsMetrics.PlainServed.Inc(page.Banners);
        }

        // Without the request's token, which the server would have to make first: it ends the wait of a reader that has left itself.
        var sent = context.Response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    private static void SetHeaders(IHeaderDictionary headers, SecurityHeaders security, DateTimeOffset now)
    {
        security.Set(headers);
        headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"now;desc=\"{now.ToUnixTimeMilliseconds()}\"");
    }
}
