using Microsoft.AspNetCore.Components;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>Renders a component to a whole answer, with the headers that every page carries.</summary>
internal sealed class PageRenderer(
    PageMarkup markup, FrameOrigins frames, PageCache cache, KeptPages kept, SiloClocks clocks, TimeProvider time)
{
    /// <param name="context">Of the request.</param>
    /// <param name="frame">Of this request too.</param>
    /// <param name="parameters">Of the component. A list among them is compared by what is in it.</param>
    /// <param name="status">Only a page that is there is kept and has a tag.</param>
    /// <param name="place">Whether the page's script may ask the reader where he is.</param>
    public async Task<IResult> Render<T>(
        HttpContext context, PageFrame frame, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK, bool place = false)
        where T : IComponent
    {
        var headers = HeadersOf(frame, context.Request, place);
        if (status != StatusCodes.Status200OK)
        {
            return PageAnswer.Of(context, await markup.WriteAsync<T>(frame, parameters), headers, status, time.GetUtcNow());
        }

        var isDated = context.GetEndpoint()?.Metadata.GetMetadata<KeptPageMetadata>() is { IsDated: true };
        var page = await cache.Get(
            $"{typeof(T).Name} {frame.Text.Code} {frame.Origin}{frame.Path}",
            frame.Clock.Now,
            [.. Sources(frame), .. parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).SelectMany(parameter => Parts(parameter.Value))],
            async before =>
            {
                var html = await markup.WriteAsync<T>(frame, parameters);
                return new RenderedPage(html, headers, frame.Clock.Now, before)
                {
                    ChangedAt = isDated ? frame.Reads.DateAt(frame.Clock, kept.Since, clocks.Behind) : null,
                    Banners = frame.Banners.Values.Count(banner => html.Contains($"\"{banner.ClickUrl}\"", StringComparison.Ordinal)),
                };
            });
        kept.Keep(context, page, frame.Reads.All);
        return new PageResult(page, time);
    }

    /// <summary>All that the frame of a page shows. Its address is in the key, and its time is why nothing is kept for long.</summary>
    private static IEnumerable<object?> Sources(PageFrame frame)
    {
        yield return frame.Site;
        yield return frame.Ticker;
        yield return frame.Breaking;
        foreach (var (id, slot) in frame.Slots.OrderBy(slot => slot.Key, StringComparer.Ordinal))
        {
            yield return slot;
            yield return frame.Banners.GetValueOrDefault(id);
        }
    }

    /// <summary>Lists are compared by what is in them.</summary>
    private static IEnumerable<object?> Parts(object? value) =>
        value is System.Collections.IEnumerable list and not string ? list.Cast<object?>() : [value];

    /// <summary>Nothing of a page comes from elsewhere but pictures and the frames of banners; KakaoTalk's script only where the site has a key for it.</summary>
    private SecurityHeaders HeadersOf(PageFrame frame, HttpRequest request, bool place)
    {
        var kakao = frame.Site.KakaoKey is { Length: > 0 };
        string[] framed = frames.Of(request) is { } origin ? [origin] : [];
        return SecurityHeaders.Of(
            frame.Site,
            [
                kakao ? "script-src 'self' https://t1.kakaocdn.net" : "script-src 'self'",
                "img-src 'self' https: data:",
                "font-src 'self'",
                kakao ? "connect-src 'self' https://*.kakao.com" : "connect-src 'self'",
                string.Join(' ', ["frame-src", EmbedAddress.Origins, .. framed]),
                "form-action 'self'",
            ],
            place);
    }
}
