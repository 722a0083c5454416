using System.Text.Encodings.Web;
using System.Text.Unicode;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Embedding;

/// <summary>A page with one element and nothing else, for an iframe.</summary>
internal static class FramePage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Null where there is no such element.</summary>
    public static string? Of(FrameRequest request, SiteInfo site, WebAssets assets)
    {
        (string Name, string? Value)[]? own = request.Element switch
        {
            "article" => [("article", request.Article)],
            "breaking" => [],
            "slot" => [("slot", request.Slot), ("size", request.Size)],
            "station" => [("station", request.Station)],
            "ticker" => [("region", request.Region), ("stations", request.Stations)],
            _ => null,
        };
        if (own is null)
        {
            return null;
        }

        var tag = $"sokbo-{request.Element}";
        var attributes = string.Concat(own.Prepend(("site", site.Id))
            .Where(attribute => attribute.Item2 is { Length: > 0 })
            .Select(attribute => $" {attribute.Item1}=\"{Encoder.Encode(attribute.Item2!)}\""));
        var language = request.Lang == "en" ? "en" : "ko";
        var theme = request.Theme is "dark" or "auto" ? request.Theme : "light";
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" data-theme="{theme}">
            <head>
            <meta charset="utf-8">
            <title>{Encoder.Encode(site.Name)}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <link rel="stylesheet" href="{assets.PathOf("frame.css")}">
            <script async src="/embed/v1.js"></script>
            </head>
            <body><{tag}{attributes}><a href="/" target="_top">{Encoder.Encode(site.Name)}</a></{tag}></body>
            </html>

            """;
    }
}
