using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Bookings;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Ads.Imports;
using Sokbo.Gateway.Ads.Links;
using Sokbo.Gateway.Ads.Money;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Sites;

namespace Sokbo.Gateway.Ads;

/// <summary>What pages ask for, without a key.</summary>
internal static class AdsEndpoints
{
    public static void MapAds(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var group = routes.MapGroup("/ads").WithTags("Ads").ShowsNoArticles("Banners, beacons and clicks.");
        group.MapPageCall("/decisions", context => services.GetRequiredService<DecisionsEndpoint>().HandleAsync(context), DecisionsEndpoint.BodyBytesMax);
        group.MapPageCall("/events", context => services.GetRequiredService<BeaconsEndpoint>().HandleAsync(context), BeaconsEndpoint.BodyBytesMax);
        var links = group.MapGroup("").AddEndpointFilter<AdsRateLimitFilter>();
        links.MapMethods("/clicks/{ticket}", [HttpMethods.Get, HttpMethods.Head], Click);
        links.MapMethods("/plain/{creative}", [HttpMethods.Get, HttpMethods.Head], ClickPlain);
        routes.MapSlots();
        routes.MapAdvertisers();
        routes.MapCampaigns();
        routes.MapCreatives();
        routes.MapBannerImages();
        routes.MapBannerFiles();
        routes.MapFrames();
        routes.MapBookings();
        routes.MapImports();
        routes.MapCreativeApprovals();
        routes.MapDecisionExplanations();
        routes.MapStatistics();
        routes.MapCampaignLinks();
        routes.MapMonths();
        routes.MapStatements();
        routes.MapAdvertiserPages();
    }

    /// <summary>Routing runs it at once: what stands after it asks for keys, reserves and limits, all of which pages do without.</summary>
    private static void MapPageCall(this RouteGroupBuilder group, string path, RequestDelegate call, long bodyBytesMax)
    {
        var gate = ((IEndpointRouteBuilder)group).ServiceProvider.GetRequiredService<AdsGate>();
        group.MapPost(path, gate.Before(call)).WithMetadata(new BodyLimit(bodyBytesMax)).ShortCircuit();
        group.MapMethods(path, [HttpMethods.Options], gate.AnswerPreflightAsync).ShortCircuit();
    }

    private static async Task<IResult> Click(string ticket, HttpContext context, Clicks clicks, Visits visits, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var target = await clicks.FollowAsync(ticket, visits.Of(context.Request), cancellationToken);
        return target.Standing switch
        {
            ClickStanding.Known => TypedResults.Redirect(LandingAddress.ForHeader(target.LandingUrl)),
            ClickStanding.Gone => Page("끝난 광고입니다.", "This advertisement has ended.", StatusCodes.Status410Gone),
            _ => UnknownPage(),
        };
    }

    /// <summary>The banner of a page without script. The address comes from the catalogue; nothing of the request is part of it.</summary>
    private static async Task<IResult> ClickPlain(
        string creative, HttpContext context, PlainBanners banners, SiteDirectory sites, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var landingUrl = await banners.LandingUrlAsync(DecisionsEndpoint.SiteOf(context.Request, sites), creative, cancellationToken);
        if (HttpMethods.IsGet(context.Request.Method))
        {
            AdsMetrics.PlainClicks.WithLabels(landingUrl is null ? "unknown" : "redirected").Inc();
        }

        return landingUrl is null ? UnknownPage() : TypedResults.Redirect(LandingAddress.ForHeader(landingUrl));
    }

    private static ContentHttpResult UnknownPage() =>
        Page("없는 주소입니다.", "There is nothing at this address.", StatusCodes.Status404NotFound);

    private static ContentHttpResult Page(string korean, string english, int status) => TypedResults.Content(
        $"""<!doctype html><html lang="ko"><meta charset="utf-8"><title>{korean}</title><p>{korean}<p lang="en">{english}<p><a href="/">처음으로 · Home</a></html>""",
        "text/html; charset=utf-8",
        Encoding.UTF8,
        status);

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
