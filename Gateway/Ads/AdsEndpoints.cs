using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery.Admission;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>What pages ask for, without a key.</summary>
internal static class AdsEndpoints
{
    private const int SlotsMax = 20;

    private const long BodyBytesMax = 16 * 1024;

    public static void MapAds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/ads").WithTags("Ads").RequireRateLimiting(AdsRateLimit.Policy);
        group.MapPost("/decisions", Decide).WithMetadata(new BodyLimit(BodyBytesMax)).RequireCors(EmbeddingCors.Policy);
        group.MapPost("/events", static (HttpContext context, BeaconsEndpoint beacons) => beacons.HandleAsync(context))
            .WithMetadata(new BodyLimit(BeaconsEndpoint.BodyBytesMax)).RequireCors(EmbeddingCors.Policy);
        group.MapMethods("/clicks/{ticket}", [HttpMethods.Get, HttpMethods.Head], Click);
        group.MapMethods("/plain/{creative}", [HttpMethods.Get, HttpMethods.Head], ClickPlain);
        routes.MapSlots();
        routes.MapAdvertisers();
        routes.MapCampaigns();
        routes.MapCreatives();
        routes.MapBannerImages();
        routes.MapFrames();
        routes.MapCreativeApprovals();
        routes.MapDecisionExplanations();
    }

    private static async Task<Results<Ok<DecisionsResponse>, ProblemHttpResult>> Decide(
        DecisionsRequest request, HttpContext context, AdDecider decider, FrameOrigins frames, SiteDirectory sites, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var errors = new RequestErrors();
        errors.Check(request.Slots.Count is > 0 and <= SlotsMax, "/slots", $"Must be 1 to {SlotsMax} ids.");
        errors.Check(request.Slots.All(slot => slot is { Length: <= 200 }), "/slots", "Must be ids of slots.");
        errors.Check(request.Site is null || Identifier.IsValid(request.Site), "/site", "Must be the id of a site.");
        request.Page?.Check(errors, "/page");
        if (errors.Any)
        {
            return errors.Problem();
        }

        var site = request.Site ?? SiteOf(context, sites);
        var answer = await decider.DecideAsync(site, request, context.Request.Headers.UserAgent, cancellationToken);
        return TypedResults.Ok(answer.InFramesOf(frames.Of(context.Request)));
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
        var landingUrl = await banners.LandingUrlAsync(SiteOf(context, sites), creative, cancellationToken);
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

    private static string SiteOf(HttpContext context, SiteDirectory sites) =>
        sites.Current.Sites.Length == 0 ? Grains.Interfaces.Sites.SiteInfo.DefaultId : sites.Current.OfHost(context.Request.Host.Host).Id;

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
