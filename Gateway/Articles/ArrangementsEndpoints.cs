using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles;

/// <summary>How front pages and sections are arranged. Feeds and sitemaps stay newest first.</summary>
internal static class ArrangementsEndpoints
{
    private const int TextLengthMax = 300;
    private const int ReasonLengthMax = 1_000;
    private const int HoursMax = 7 * 24;

    public static void MapArrangements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("arrangements", "Articles", bodyBytesMax: 64 * 1024).RequireRoles(Role.Editor);
        group.MapGet("/{site}", Get).WithSummary("How the front page of a site, or with section a section of it, is arranged.");
        group.MapPut("/{site}", Put).WithSummary("Arranges it: top story, order, pins, a correction notice for some hours.");
        group.MapGet("/{site}/audit", GetAudit).WithSummary("Who has arranged it, when and how; the last 100 times.");
    }

    private static async Task<Results<Ok<ArrangementResponse>, ProblemHttpResult>> Get(
        string site, Caller caller, SiteDirectory sites, IGrainFactory grains, TimeProvider time, HttpResponse response, CancellationToken cancellationToken, string? section = null)
    {
        var (list, problem) = await FindAsync(site, section, caller, sites, grains, cancellationToken);
        return list is null ? problem! : Ok(response, await list.ReadArrangement(cancellationToken), time.GetUtcNow());
    }

    private static async Task<Results<Ok<ArrangementEntryResponse[]>, ProblemHttpResult>> GetAudit(
        string site, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string? section = null)
    {
        var (list, problem) = await FindAsync(site, section, caller, sites, grains, cancellationToken);
        return list is null ? problem! : TypedResults.Ok((await list.ReadArrangements(cancellationToken)).Select(ArrangementEntryResponse.Of).ToArray());
    }

    private static async Task<Results<Ok<ArrangementResponse>, ProblemHttpResult>> Put(
        string site, ArrangementRequest request, IfMatch ifMatch, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, TimeProvider time, HttpResponse response, CancellationToken cancellationToken, string? section = null)
    {
        var (list, problem) = await FindAsync(site, section, caller, sites, grains, cancellationToken);
        if (list is null)
        {
            return problem!;
        }

        if (ifMatch.Expectation.IsNone)
        {
            return ApiProblem.IfMatchRequired((await list.ReadArrangement(cancellationToken)).Revision);
        }

        var errors = new RequestErrors();
        var now = time.GetUtcNow();
        var arrangement = Read(request, now, errors);
        if (!errors.Any)
        {
            await CheckArticlesAsync(arrangement, site, section, grains, errors, cancellationToken);
        }

        if (errors.Any)
        {
            return errors.Problem();
        }

        var act = new ArticleAct
        {
            OperationId = operation.Id,
            Author = caller.Holder,
            Reason = request.Reason,
            Expectation = ifMatch.Expectation,
            MayChangePublished = true,
        };
        var outcome = await list.Arrange(arrangement, act, cancellationToken);
        return outcome.Done
            ? Ok(response, outcome.Arrangement, now)
            : ApiProblem.Stale(outcome.Arrangement.Revision, ArrangementResponse.Of(outcome.Arrangement, now), request);
    }

    private static ListArrangement Read(ArrangementRequest request, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckText(request.Reason, "/reason", ReasonLengthMax);
        if (request.Top is not null)
        {
            errors.CheckIdentifier(request.Top, "/top");
        }

        foreach (var (index, id) in request.Order.Take(ListArrangement.ArticlesMax).Index())
        {
            errors.CheckIdentifier(id, $"/order/{index}");
        }

        foreach (var (index, pin) in request.Pins.Take(ListArrangement.ArticlesMax).Index())
        {
            errors.CheckIdentifier(pin.Article, $"/pins/{index}/article");
            errors.Check(pin.Position is >= 1 and <= ArticleList.CardsMax, $"/pins/{index}/position", $"Must be 1 to {ArticleList.CardsMax}.");
            errors.Check(pin.Position != 1 || request.Top is null, $"/pins/{index}/position", "The top story stands there. Pin it further down, or leave out top.");
        }

        string[] placed = [.. request.Order.Prepend(request.Top ?? "").Concat(request.Pins.Select(pin => pin.Article)).Where(id => id.Length > 0)];
        errors.Check(placed.Length <= ListArrangement.ArticlesMax, "", $"Names {placed.Length} articles; at most {ListArrangement.ArticlesMax} are arranged.");
        errors.Check(placed.Distinct(StringComparer.Ordinal).Count() == placed.Length, "", "Names an article twice; each has one place.");
        errors.Check(request.Pins.DistinctBy(pin => pin.Position).Count() == request.Pins.Length, "/pins", "Two pins have the same position.");
        return new ListArrangement
        {
            Revision = 0,
            Top = request.Top ?? "",
            Order = [.. request.Order],
            Pins = [.. request.Pins.Select(pin => new ArrangementPin(pin.Article, pin.Position))],
            Notice = request.Notice is { } notice ? Read(notice, now, errors) : null,
        };
    }

    private static ListNotice Read(NoticeRequest notice, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckIdentifier(notice.Article, "/notice/article");
        errors.CheckText(notice.Text, "/notice/text", TextLengthMax, required: true);
        errors.Check((notice.Hours is null) != (notice.Until is null), "/notice", "Say for how many hours, or until when, and not both.");
        errors.Check(notice.Hours is null or (>= 1 and <= HoursMax), "/notice/hours", $"Must be 1 to {HoursMax}.");
        var until = Moments.Read(notice.Until, "/notice/until", errors);
        errors.Check(
            until is null || (until > now && until <= now.AddHours(HoursMax)), "/notice/until", $"Must be to come, and at most {HoursMax} hours ahead. Leave out a notice that is over.");
        return new ListNotice(notice.Article, notice.Text, until ?? now.AddHours(Math.Clamp(notice.Hours ?? 0, 0, HoursMax)));
    }

    /// <summary>What is not public yet may be arranged ahead; what can never appear here is a mistake.</summary>
    private static async Task CheckArticlesAsync(
        ListArrangement arrangement, string site, string? section, IGrainFactory grains, RequestErrors errors, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(arrangement.Articles.Distinct(StringComparer.Ordinal).Select(async id =>
            (Id: id, Article: await grains.GetGrain<IArticleGrain>(id).Read(cancellationToken))));
        foreach (var (id, article) in found)
        {
            errors.Check(article is not null && article.Site == site, "", $"There is no article '{id}' on the site '{site}'.");
            errors.Check(
                article is null || section is null || article.Draft.Section == section, "", $"The article '{id}' is not in the section '{section}'.");
            errors.Check(
                article is not { Stage: ArticleStage.Retracted or ArticleStage.Erased }, "", $"The article '{id}' was retracted; leave it out.");
        }
    }

    private static async Task<(IArticleListGrain? List, ProblemHttpResult? Problem)> FindAsync(
        string site, string? section, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(site) || await sites.FindAsync(site, cancellationToken) is null)
        {
            return (null, ApiProblem.NotFound("site", site));
        }

        if (!caller.MayUseSite(site))
        {
            return (null, ApiProblem.WrongSite(site));
        }

        if (section is not null && (!Identifier.IsValid(section) || !await sites.HasSectionAsync(site, section, cancellationToken)))
        {
            return (null, ApiProblem.NotFound("section", $"{site}/{section}"));
        }

        var topic = section is null ? TopicName.Front(site) : TopicName.Section(site, section);
        return (grains.GetGrain<IArticleListGrain>(topic.Owner), null);
    }

    private static Ok<ArrangementResponse> Ok(HttpResponse response, ListArrangement arrangement, DateTimeOffset now)
    {
        ETags.Set(response, arrangement.Revision);
        return TypedResults.Ok(ArrangementResponse.Of(arrangement, now));
    }
}
