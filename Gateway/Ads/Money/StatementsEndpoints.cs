using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Links;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>Statements to advertisers, as JSON, or as a page for printing where that is asked for.</summary>
internal static class StatementsEndpoints
{
    public static void MapStatements(this IEndpointRouteBuilder routes) =>
        routes.MapApi("advertisers/{id}/statements", "Ads")
            .MapGet("/{month}", Get)
            .RequireRoles(Role.AdOps | Role.Advertiser)
            .Produces<Statement>()
            .WithSummary("The statement (거래명세서) of a month; as a page for printing with Accept: text/html.");

    private static async Task<IResult> Get(
        string id, string month, Caller caller, IGrainFactory grains, SiteDirectory sites, AdvertiserPages pages, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (!caller.MayUseAccount(id))
        {
            return AdsAnswers.WrongAccount(id);
        }

        if (await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!Identifier.IsValid(id) || await grains.GetGrain<IAdvertiserGrain>(id).Read(cancellationToken) is not { } advertiser)
        {
            return ApiProblem.NotFound("advertiser", id);
        }

        if (!SeoulMonth.TryParse(month, out var number))
        {
            return MonthsEndpoints.NoMonth(month);
        }

        var accounts = await MonthAccounts.ReadAsync(grains, number, id, cancellationToken);
        var publication = await sites.FindAsync(site, cancellationToken);
        var closed = (await grains.GetGrain<IMonthsGrain>(IMonthsGrain.Key).Read(cancellationToken)).IsClosed(number);
        var statement = Statement.Of(number, closed, publication!, advertiser, accounts, time.GetUtcNow());
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        ReportLanguage.Vary(context.Response);
        return WantsPage(context.Request) ? await pages.StatementAsync(context, statement) : TypedResults.Ok(statement);
    }

    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault()?.MediaType.Value == "text/html";
}
