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
    private const int ReasonLengthMax = 1_000;

    public static void MapBreaking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("breaking", "Articles", bodyBytesMax: 16 * 1024).RequireRoles(Role.Editor);
        group.MapGet("/", List).WithSummary("What stands on the breaking band of a site.");
        group.MapGet("/audit", GetAudit).WithSummary("Who has raised, changed or lowered something by hand; the last 100 times.");
        group.MapPost("/", Raise).Creates().WithSummary("Puts something on the breaking bands of sites, or with an id changes it.");
        group.MapDelete("/{id}", Lower).WithSummary("Takes it off every band that the key may use, or off that of one site.");
    }

    private static async Task<Results<Ok<BreakingResponse[]>, ProblemHttpResult>> List(
        Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (await RefuseAsync(site, caller, sites, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var answer = await Grain(grains, site).Pull(TopicName.Breaking(site).Text, new Position("", 0), cancellationToken);
        return TypedResults.Ok(answer.State is BreakingBand band ? band.Items.Select(BreakingResponse.Of).ToArray() : []);
    }

    private static async Task<Results<Ok<BreakingEntryResponse[]>, ProblemHttpResult>> GetAudit(
        Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string site = SiteInfo.DefaultId) =>
        await RefuseAsync(site, caller, sites, cancellationToken) is { } refusal
            ? refusal
            : TypedResults.Ok((await Grain(grains, site).ReadEntries(cancellationToken)).Select(BreakingEntryResponse.Of).ToArray());

    private static async Task<Results<Created<BreakingResponse>, ProblemHttpResult>> Raise(
        BreakingRequest request, HttpRequest http, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
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

        var named = request.Article ?? (request.Url is { } url ? BreakingAddress.ArticleOf(url, name => sites.IsOurs(name, http.Host.Host)) : null);
        var article = named is null ? null : await FindArticleAsync(named, request, grains, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var item = new BreakingItem("", 0, request.Headline, now, false)
        {
            Id = request.Id ?? operation.Id,
            Url = request.Url ?? (named is null ? "/" : ""),
            Until = until,
        };
        var act = Act(operation, caller, request.Reason);
        var places = request.Sites.Distinct().ToLookup(site => site == article?.Site);
        var own = await Task.WhenAll(places[true].Select(site => Grain(grains, site).Raise(item with { ArticleId = named! }, act, cancellationToken)));
        if (own.Any(raised => raised is null))
        {
            errors.Add(PlaceOf(request), "It has just been withdrawn. The band does not show it.");
            return errors.Problem();
        }

        var others = await Task.WhenAll(places[false].Select(site => Grain(grains, site).Raise(item, act, cancellationToken)));
        var standing = own.Concat(others).First()!;
        if (request.Id is { } changed)
        {
            await LowerAsync(changed, act, site => caller.MayUseSite(site) && !request.Sites.Contains(site), sites, grains, cancellationToken);
        }

        return TypedResults.Created($"{ApiGroup.Prefix}/breaking/{standing.Id}", BreakingResponse.Of(standing));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Lower(
        string id, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string? site = null, string reason = "")
    {
        var errors = new RequestErrors();
        errors.CheckText(reason, "/reason", ReasonLengthMax);
        if (errors.Any)
        {
            return errors.Problem();
        }

        if (site is not null && await RefuseAsync(site, caller, sites, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await LowerAsync(id, Act(operation, caller, reason), other => site is null ? caller.MayUseSite(other) : other == site, sites, grains, cancellationToken)
            ? TypedResults.NoContent()
            : ApiProblem.NotFound("item on a breaking band", id);
    }

    private static async Task<bool> LowerAsync(
        string id, ArticleAct act, Func<string, bool> isMeant, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var state = await sites.RefreshAsync(cancellationToken);
        var lowered = await Task.WhenAll(state.Sites.Where(site => isMeant(site.Id)).Select(site => Grain(grains, site.Id).Lower(id, act, cancellationToken)));
        return lowered.Any(done => done);
    }

    private static async Task<ProblemHttpResult?> RefuseAsync(string site, Caller caller, SiteDirectory sites, CancellationToken cancellationToken) =>
        !caller.MayUseSite(site) ? ApiProblem.WrongSite(site)
        : await sites.FindAsync(site, cancellationToken) is null ? ApiProblem.NotFound("site", site)
        : null;

    private static DateTimeOffset? Check(BreakingRequest request, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckText(request.Headline, "/headline", ArticleDraft.HeadlineLengthMax, required: true);
        errors.CheckText(request.Reason, "/reason", ReasonLengthMax);
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

    /// <summary>Public, and of the sites where it is to stand. The band asks again: it may be withheld at any time.</summary>
    private static async Task<ArticleContent?> FindArticleAsync(
        string id, BreakingRequest request, IGrainFactory grains, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IArticleGrain>(id).GetPublic(cancellationToken) is not { IsWithheld: false } article)
        {
            errors.Add(PlaceOf(request), "There is no such article, or it is not public.");
            return null;
        }

        // By its whole address readers of another site find it too; there the band knows it as it knows any other system's.
        foreach (var (index, site) in request.Article is null && !BreakingAddress.IsPath(request.Url!) ? [] : request.Sites.Index())
        {
            errors.Check(
                site == article.Site,
                $"/sites/{index}",
                $"The article is of the site '{article.Site}', and leaves no other band when it is withheld. Raise it there with article, and elsewhere with headline and its whole address as url alone.");
        }

        return article;
    }

    private static string PlaceOf(BreakingRequest request) => request.Article is null ? "/url" : "/article";

    private static ArticleAct Act(Operation operation, Caller caller, string reason) =>
        new() { OperationId = operation.Id, Author = caller.Holder, Reason = reason, MayChangePublished = true };

    private static IBreakingGrain Grain(IGrainFactory grains, string site) => grains.GetGrain<IBreakingGrain>(TopicName.Breaking(site).Owner);
}
