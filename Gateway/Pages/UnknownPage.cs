using Sokbo.Gateway.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// The page for addresses that are nothing. Not a fallback route: one that takes everything would answer 404 where the
/// method or the media type is what is wrong.
/// </summary>
internal sealed class UnknownPage(RequestDelegate next)
{
    private static readonly PathString[] NotPages = ["/api", "/ads", "/live", "/assets", "/embed", "/media", "/openapi"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is null && IsPage(context.Request))
        {
            var services = context.RequestServices;
            await (await Answer(context, services.GetRequiredService<PageFrames>(), services.GetRequiredService<PageRenderer>()))
                .ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !NotPages.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static async Task<IResult> Answer(HttpContext context, PageFrames frames, PageRenderer renderer)
    {
        try
        {
            return await frames.Of(context) is { } frame
                ? await PagesEndpoints.NotFound(context, frame, renderer)
                : PagesEndpoints.Unavailable(context);
        }
        catch (TopicUnavailableException)
        {
            return PagesEndpoints.Unavailable(context);
        }
    }
}
