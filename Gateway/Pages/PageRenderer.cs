using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Pages;

/// <summary>Renders a component to a whole answer, with the headers that every page carries.</summary>
internal sealed class PageRenderer(IServiceProvider services, FrameOrigins frames, ILoggerFactory loggers)
{
    public async Task<IResult> Render<T>(
        HttpContext context, PageFrame frame, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var values = new Dictionary<string, object?>(parameters) { ["Frame"] = frame };
        var rendered = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString());
        var html = KoreanDots.ReadableMarkup(rendered);
        var tag = PageAnswer.TagOf(html, frame.Now);
        SetHeaders(context.Response.Headers, frame.Site, frames.Of(context.Request));
        if (PageAnswer.IsWhole(context.Request, tag) && context.Features.Get<SurfaceInspection>() is null)
        {
            AdsMetrics.PlainServed.Inc(frame.Banners.Values.Count(banner => html.Contains($"\"{banner.ClickUrl}\"", StringComparison.Ordinal)));
        }

        return PageAnswer.Of(context, html, tag, status);
    }

    /// <summary>Nothing of a page comes from elsewhere but pictures and the frames of banners; KakaoTalk's script only where the site has a key for it.</summary>
    private static void SetHeaders(IHeaderDictionary headers, SiteInfo site, string? frames)
    {
        var kakao = site.KakaoKey is { Length: > 0 };
        SecurityHeaders.Set(headers, site, [
            kakao ? "script-src 'self' https://t1.kakaocdn.net" : "script-src 'self'",
            "img-src 'self' https: data:",
            "font-src 'self'",
            kakao ? "connect-src 'self' https://*.kakao.com" : "connect-src 'self'",
            string.Join(' ', ["frame-src", EmbedAddress.Origins, .. frames is null ? Array.Empty<string>() : [frames]]),
            "form-action 'self'",
        ]);
    }
}
