using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Events;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>What a link opens: the campaign's page, its statements, and the stream that keeps the page live.</summary>
internal static class AdvertiserPagesEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapAdvertiserPages(this IEndpointRouteBuilder routes)
    {
        var limit = routes.ServiceProvider.GetRequiredService<AdsRateLimit>();
        var pages = routes.MapGroup(AdvertiserPages.Path).ExcludeFromDescription().AllowAnonymous().ShowsNoArticles("Figures and statements of a campaign.");
        pages.AddEndpointFilter(async (context, next) => limit.Admits(context.HttpContext) ? await next(context) : Results.Empty);
        pages.MapMethods("/{token}", Methods, GetPage);
        pages.MapMethods("/{token}/statements/{month}", Methods, GetStatement);
        routes.MapGet($"{EventsEndpoint.LinksPath}/{{token}}", GetEvents).ExcludeFromDescription().AllowAnonymous()
            .ShowsNoArticles("Figures of a campaign.");
    }

    private static Task<IResult> GetPage(
        string token, CampaignLinks links, AdvertiserPages pages, HttpContext context, CancellationToken cancellationToken) =>
        AnswerAsync(token, links, pages, context, linked => pages.CampaignAsync(context, token, linked, cancellationToken), cancellationToken);

    private static Task<IResult> GetStatement(
        string token, string month, CampaignLinks links, AdvertiserPages pages, HttpContext context, CancellationToken cancellationToken) =>
        AnswerAsync(
            token,
            links,
            pages,
            context,
            linked => SeoulMonth.TryParse(month, out var number)
                ? pages.CampaignStatementAsync(context, linked, number, cancellationToken)
                : pages.MessageAsync(context, LinkStanding.Unknown),
            cancellationToken);

    private static async Task<IResult> AnswerAsync(
        string token, CampaignLinks links, AdvertiserPages pages, HttpContext context, Func<LinkedCampaign, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            var linked = await links.FindAsync(token, cancellationToken);
            return linked.Standing == LinkStanding.Known ? await answer(linked) : await pages.MessageAsync(context, linked.Standing);
        }
        catch (TopicUnavailableException)
        {
            return PagesEndpoints.Unavailable(context);
        }
    }

    /// <summary>Ends with the link: whoever comes back is refused.</summary>
    private static async Task<IResult> GetEvents(
        string token, CampaignLinks links, EventsEndpoint events, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        try
        {
            var linked = await links.FindAsync(token, cancellationToken);
            if (linked.Standing != LinkStanding.Known)
            {
                return Refusal(linked.Standing);
            }

            if (links.Open(linked.Token!) is not { } open)
            {
                context.Response.Headers.RetryAfter = "5";
                return ApiProblem.Create(ProblemCodes.TooManyRequests, "As many of these pages are open as may be. Try again later.");
            }

            using (open.Close)
            {
                return await events.HandleAsync(
                    context, [TopicName.Statistics(linked.Campaign!.Id).Text], null, CampaignLinks.Holder(token), open.Ended);
            }
        }
        catch (TopicUnavailableException)
        {
            return ApiProblem.Create(ProblemCodes.ClusterUnavailable, "Which links are in force is not known now. Try again.");
        }
    }

    private static IResult Refusal(LinkStanding standing) => standing == LinkStanding.Gone
        ? Results.StatusCode(StatusCodes.Status410Gone)
        : Results.NotFound();
}
