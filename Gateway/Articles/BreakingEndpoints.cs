using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles;

/// <summary>The breaking band by hand. An article that is marked as breaking needs none of it.</summary>
internal static class BreakingEndpoints
{
    private const int SitesMax = 50;
    private const int DaysMax = 7;

    public static void MapBreaking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("breaking", "Articles", bodyBytesMax: 16 * 1024).RequireRoles(Role.Editor);
        group.MapGet("/", List).WithSummary("What stands on the breaking band of a site.");
        group.MapPost("/", Raise).Creates().WithSummary("Puts something on the breaking bands of sites, or with an id changes it.");
        group.MapDelete("/{id}", Lower).WithSummary("Takes it off every band that the key may use.");
    }

    private static async Task<Results<Ok<BreakingResponse[]>, ProblemHttpResult>> List(
        Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        if (await sites.FindAsync(site, cancellationToken) is null)
        {
            return ApiProblem.NotFound("site", site);
        }

        var answer = await Grain(grains, site).Pull(TopicName.Breaking(site).Text, new Position("", 0), cancellationToken);
        return TypedResults.Ok(answer.State is BreakingBand band ? band.Items.Select(BreakingResponse.Of).ToArray() : []);
    }

    private static async Task<Results<Created<BreakingResponse>, ProblemHttpResult>> Raise(
        BreakingRequest request, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var until = Check(request, now, errors);
        if (errors.Any)
        {
            return errors.Problem();
        }

        foreach (var site in request.Sites)
        {
            if (!caller.MayUseSite(site))
            {
                return ApiProblem.WrongSite(site);
            }

            if (await sites.FindAsync(site, cancellationToken) is null)
            {
                return ApiProblem.Create(ProblemCodes.UnknownSite, $"There is no site '{site}'.", [new ProblemError("/sites", "Unknown.")]);
            }
        }

        if (request.Article is { } article && !await IsShownAsync(grains, article, cancellationToken))
        {
            errors.Add("/article", "There is no such article, or it is not public.");
            return errors.Problem();
        }

        var item = new BreakingItem(request.Article ?? "", 0, request.Headline, now, false)
        {
            Id = request.Id ?? operation.Id,
            Url = request.Url ?? (request.Article is null ? "/" : ""),
            Until = until,
        };
        await Task.WhenAll(request.Sites.Distinct().Select(site => Grain(grains, site).Raise(item, cancellationToken)));

        // It may have been retracted meanwhile, before the band knew of it.
        if (request.Article is { } shown && !await IsShownAsync(grains, shown, cancellationToken))
        {
            await Task.WhenAll(request.Sites.Distinct().Select(site => Grain(grains, site).Lower(item.Id, cancellationToken)));
            errors.Add("/article", "It has just been withdrawn. The band does not show it.");
            return errors.Problem();
        }

        return TypedResults.Created($"{ApiGroup.Prefix}/breaking/{item.Id}", BreakingResponse.Of(item));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Lower(
        string id, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var state = await sites.RefreshAsync(cancellationToken);
        var lowered = await Task.WhenAll(state.Sites.Where(site => caller.MayUseSite(site.Id)).Select(site => Grain(grains, site.Id).Lower(id, cancellationToken)));
        return lowered.Any(done => done) ? TypedResults.NoContent() : ApiProblem.NotFound("item on a breaking band", id);
    }

    private static DateTimeOffset? Check(BreakingRequest request, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckText(request.Headline, "/headline", ArticleDraft.HeadlineLengthMax, required: true);
        errors.Check(
            request.Url is null || (WebAddress.IsLink(request.Url) && (request.Url.StartsWith('/') || request.Url.StartsWith("http", StringComparison.Ordinal))),
            "/url",
            "Must be an http or https address, or a path on the site.");
        if (request.Id is not null)
        {
            errors.CheckIdentifier(request.Id, "/id");
        }

        if (request.Article is not null)
        {
            errors.CheckIdentifier(request.Article, "/article");
        }

        errors.Check(request.Sites.Length is > 0 and <= SitesMax, "/sites", $"Name 1 to {SitesMax} sites.");
        foreach (var (index, site) in request.Sites.Take(SitesMax).Index())
        {
            errors.CheckIdentifier(site, $"/sites/{index}");
        }

        var until = Moments.Read(request.Until, "/until", errors);
        errors.Check(until is null || (until > now && until <= now.AddDays(DaysMax)), "/until", $"Must be to come, and at most {DaysMax} days ahead.");
        return until;
    }

    private static async Task<bool> IsShownAsync(IGrainFactory grains, string article, CancellationToken cancellationToken) =>
        await grains.GetGrain<IArticleGrain>(article).GetPublic(cancellationToken) is { IsWithheld: false };

    private static IBreakingGrain Grain(IGrainFactory grains, string site) => grains.GetGrain<IBreakingGrain>(TopicName.Breaking(site).Owner);
}
