using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Weather;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Embedding;

/// <summary>What pages of other publishers load: scripts at addresses that never change, names of stations, and a page for frames.</summary>
internal static class EmbeddingEndpoints
{
    private const string CacheForMinutes = "public, max-age=300";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEmbedding(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/embed").ExcludeFromDescription().AllowAnonymous()
            .ShowsNoArticles("Scripts, names of stations and an empty frame; what they show comes by live connections.");
        group.MapMethods("/{file}", Methods, GetScript);
        group.MapMethods("/stations", Methods, GetStations);
        group.MapMethods("/frame", Methods, GetFrame);
    }

    private static IResult GetScript(string file, HttpContext context, WebAssets assets) =>
        assets.FindStable(file) is { } asset ? AssetAnswer.Of(context, asset, CacheForMinutes) : Results.NotFound();

    private static async Task<IResult> GetStations(
        HttpContext context, SiteDirectory sites, [FromServices] ITopicReader topics, IOptions<JsonOptions> json, string? site, string? region, CancellationToken cancellationToken)
    {
        if (sites.Current.Find(site ?? Grains.Interfaces.Sites.SiteInfo.DefaultId) is not { } info)
        {
            return Results.NotFound();
        }

        var ticker = await topics.TickerAsync(cancellationToken);
        if ((region is null ? EmbeddedStations.Of(info, ticker) : EmbeddedStations.OfRegion(region, ticker)) is not { } stations)
        {
            return Results.NotFound();
        }

        var answer = JsonSerializer.SerializeToUtf8Bytes(stations, json.Value.SerializerOptions);
        var headers = context.Response.Headers;
        headers.CacheControl = CacheForMinutes;
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, 8))}\"");
        return Results.Bytes(answer, "application/json; charset=utf-8", entityTag: tag);
    }

    private static IResult GetFrame([AsParameters] FrameRequest request, HttpContext context, SiteDirectory sites, WebAssets assets, FrameOrigins frames)
    {
        if (sites.Current.Find(request.SiteOrDefault) is not { } site || FramePage.Of(request, site, assets) is not { } html)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = CacheForMinutes;
        SecurityHeaders.Of(site, [
            "script-src 'self'",
            "img-src 'self' https:",
            "connect-src 'self'",
            $"frame-src {frames.Of(context.Request) ?? "'none'"}",
            "form-action 'none'",
        ]).Set(context.Response.Headers);
        return Results.Text(html, "text/html; charset=utf-8");
    }
}
