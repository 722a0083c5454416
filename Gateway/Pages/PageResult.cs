namespace Sokbo.Gateway.Pages;

/// <summary>A page as the result of a handler.</summary>
internal sealed class PageResult(RenderedPage page, TimeProvider time) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => PageAnswer.SendAsync(httpContext, page, time.GetUtcNow());
}
