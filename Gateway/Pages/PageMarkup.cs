using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Sokbo.Gateway.Pages;

/// <summary>Writes a component and what is in it as HTML: the same for the same frame and parameters, whenever and wherever.</summary>
internal sealed class PageMarkup(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> WriteAsync<T>(PageFrame frame, IReadOnlyDictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var values = new Dictionary<string, object?>(parameters) { ["Frame"] = frame };
        var rendered = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString());
        return KoreanDots.ReadableMarkup(rendered);
    }
}
