using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles;

internal static partial class ArticlesEndpoints
{
    private const Role Newsroom = Role.Reporter | Role.Editor;

    public static RouteGroupBuilder MapArticles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("articles", "Articles").WithMetadata(new ErasableMetadata(IsErasedAsync));
        group.MapGet("/", List).RequireRoles(Newsroom).WithSummary("Published articles of a site or of a section, newest first, at most 60.");
        group.MapGet("/{id}", Get).RequireRoles(Newsroom).WithSummary("An article with its history, drafts included.");
        group.MapPost("/", Create).RequireRoles(Newsroom).Creates().WithSummary("Begins an article as a draft.");
        group.MapPut("/{id}", Update).RequireRoles(Newsroom).WithSummary("Replaces the text; of a published article at once, by editors only.");
        group.MapPost("/{id}/submit", Submit).RequireRoles(Newsroom).WithSummary("Hands a draft to the editors.");
        group.MapPost("/{id}/withdraw", Withdraw).RequireRoles(Newsroom).WithSummary("Makes a draft again of what is submitted or scheduled.");
        group.MapPost("/{id}/embargo", Embargo).RequireRoles(Newsroom).WithSummary("Sets or lifts the embargo of an article that is not public yet.");
        group.MapPost("/{id}/publish", Publish).RequireRoles(Role.Editor).WithSummary("Publishes, at once or at a moment to come, and never before an embargo ends.");
        group.MapPost("/{id}/correct", Correct).RequireRoles(Role.Editor).WithSummary("Corrects a published article, with a note to the public.");
        group.MapPost("/{id}/retract", Retract).RequireRoles(Role.Editor).WithSummary("Removes the text everywhere and leaves a tombstone. Final. Answers with a receipt of every surface.");
        group.MapPost("/{id}/hold", Hold).RequireRoles(Role.Editor).WithSummary("Takes the text from every surface until a day (임시조치). Answers with a receipt of every surface.");
        group.MapPost("/{id}/release", Release).RequireRoles(Role.Editor).WithSummary("Ends a hold before its day.");
        group.MapPost("/{id}/correction-claim", ClaimCorrection).RequireRoles(Role.Editor).WithSummary("Shows, or takes away, that a correction is claimed (정정보도 청구 중).");
        group.MapPost("/{id}/erase", Erase).RequireRoles(Role.Editor).WithSummary("Removes the text and all its revisions from the store; two people do it.");
        group.MapDelete("/{id}/erase", KeepText).RequireRoles(Role.Editor).WithSummary("Takes a request to erase back.");
        group.MapPost("/{id}/restore", Restore).RequireRoles(Newsroom).WithSummary("Updates the text to that of a former revision.");
        group.MapGet("/{id}/revisions/{revision:int}", GetRevision).RequireRoles(Newsroom).WithSummary("The text as it was at a revision.");
        group.MapGet("/{id}/revisions/{revision:int}/difference", GetDifference).RequireRoles(Newsroom).WithSummary("What changed to a revision from the one before it, or from another.");
        group.MapGet("/{id}/audit", GetAudit).RequireRoles(Role.Editor).WithSummary("Who has done what with it, and when.");
        group.MapGet("/{id}/posts", GetPosts).RequireRoles(Newsroom).WithSummary("Posts of a live blog in the order of the page, hidden ones included.");
        group.MapGet("/{id}/posts/{post}", GetPost).RequireRoles(Newsroom).WithSummary("A post with its history.");
        group.MapPost("/{id}/posts", AddPost).RequireRoles(Newsroom).Creates().WithSummary("Writes a post on top of the live blog; the first one opens coverage.");
        group.MapPut("/{id}/posts/{post}", UpdatePost).RequireRoles(Newsroom).WithSummary("Replaces the text of a post; it keeps its place.");
        group.MapPost("/{id}/posts/{post}/hide", HidePost).RequireRoles(Newsroom).WithSummary("Takes a post from every open page and surface, for ever.");
        group.MapPost("/{id}/posts/{post}/move", MovePost).RequireRoles(Newsroom).WithSummary("Puts a post directly above another one, or below all.");
        group.MapPost("/{id}/coverage", SetCoverage).RequireRoles(Newsroom).WithSummary("Opens or ends the coverage of a live blog.");
        return group;
    }

    private static async Task<Results<Ok<ArticleCardResponse[]>, ProblemHttpResult>> List(
        Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken, string site = SiteInfo.DefaultId, string? section = null)
    {
        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        if (await sites.FindAsync(site, cancellationToken) is null)
        {
            return ApiProblem.NotFound("site", site);
        }

        if (section is not null && !await sites.HasSectionAsync(site, section, cancellationToken))
        {
            return ApiProblem.NotFound("section", $"{site}/{section}");
        }

        var topic = section is null ? TopicName.Front(site) : TopicName.Section(site, section);
        var answer = await grains.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, new Position("", 0), cancellationToken);
        return TypedResults.Ok(answer.State is ArticleList list ? list.Cards.Select(ArticleCardResponse.Of).ToArray() : []);
    }

    private static async Task<Results<Ok<ArticleResponse>, Ok<PublicVersionResponse>, ProblemHttpResult>> Get(
        string id, Operation operation, Caller caller, TimeProvider time, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken, string? at = null)
    {
        var (article, problem) = await FindReadableAsync(id, caller, grains, cancellationToken, former: at is not null);
        return article is null ? problem!
            : at is null ? Ok(response, article)
            : await GetAt(article, at, operation, caller, time, grains, cancellationToken);
    }

    private static async Task<Results<Created<ArticleResponse>, ProblemHttpResult>> Create(
        ArticleRequest request, Operation operation, Caller caller, SiteDirectory sites, ArticlePictures pictures, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var draft = ArticleChecks.Draft(request, errors, out var dropped);
        if (await RefuseAsync(request, caller, sites, errors, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        draft = await pictures.TieAsync(operation.Id, draft, response.HttpContext.Request.Host.Host, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var outcome = await Grain(grains, operation.Id).Create(request.Site, draft, Act(operation, caller, request.Reason), cancellationToken);
        if (outcome is not { Verdict: ArticleVerdict.Done, Article: { } article })
        {
            return Refusal(operation.Id, outcome);
        }

        ETags.Set(response, article.Revision);
        return TypedResults.Created($"{ApiGroup.Prefix}/articles/{article.Id}", ArticleResponse.Of(article, dropped));
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Update(
        string id, ArticleRequest request, IfMatch ifMatch, Operation operation, Caller caller, SiteDirectory sites, ArticlePictures pictures, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        if (ifMatch.Expectation.IsNone)
        {
            return ApiProblem.IfMatchRequired(current.Revision);
        }

        var errors = new RequestErrors();
        var draft = ArticleChecks.Draft(request, errors, out var dropped);
        errors.Check(request.Site == current.Site, "/site", $"An article stays on its site, which is '{current.Site}'.");
        if (await RefuseAsync(request, caller, sites, errors, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        draft = await pictures.TieAsync(id, draft, response.HttpContext.Request.Host.Host, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var act = Act(operation, caller, request.Reason) with { Expectation = ifMatch.Expectation };
        var outcome = await Grain(grains, id).Update(draft, act, cancellationToken);
        return AnswerOrBoth(id, request, caller, outcome, response, dropped);
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Publish(
        string id, PublishRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var at = ArticleChecks.Moment(request, errors);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        var act = Act(operation, caller, request.Reason) with { Expectation = ifMatch.Expectation };
        var outcome = at is { } moment
            ? await Grain(grains, id).Schedule(moment, act, cancellationToken)
            : await Grain(grains, id).Publish(act, cancellationToken);
        return Answer(id, outcome, response);
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Correct(
        string id, CorrectRequest request, IfMatch ifMatch, Operation operation, Caller caller, ArticlePictures pictures, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        var errors = new RequestErrors();
        var draft = ArticleChecks.Draft(current.Draft, request, errors, out var dropped);
        draft = await pictures.TieAsync(id, draft, response.HttpContext.Request.Host.Host, errors, cancellationToken);
        if (errors.Any && current.Stage is not (ArticleStage.Retracted or ArticleStage.Erased))
        {
            return errors.Problem();
        }

        // What the request leaves out is taken from the revision just read, so it must still be that one.
        var expectation = ifMatch.Expectation.IsNone || ifMatch.Expectation.IsAny ? new RevisionExpectation(current.Revision) : ifMatch.Expectation;
        var act = Act(operation, caller, request.Reason) with { Expectation = expectation };
        var outcome = await Grain(grains, id).Correct(draft, request.Note, act, cancellationToken);
        return AnswerOrBoth(id, request, caller, outcome, response, dropped);
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Retract(
        string id, RetractRequest request, IfMatch ifMatch, Operation operation, Caller caller, SiteDirectory sites, SurfaceInspector surfaces, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (ArticleChecks.Check(request) is { Any: true } errors)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        var act = Act(operation, caller, request.InternalReason) with { Expectation = ifMatch.Expectation };
        var outcome = await Grain(grains, id).Retract(request.Reason, act, cancellationToken);
        return await AnswerWithReceiptAsync(current, outcome, sites, surfaces, grains, response, cancellationToken);
    }

    private static async Task<(ArticleDetails? Article, ProblemHttpResult? Problem)> FindAsync(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(id) || await Grain(grains, id).Read(cancellationToken) is not { } article)
        {
            return (null, ApiProblem.NotFound("article", id));
        }

        return caller.MayUseSite(article.Site) ? (article, null) : (null, ApiProblem.WrongSite(article.Site));
    }

    /// <summary>
    /// A text that is withheld from the public is read by editors alone, who leave a name: a held one as it stands, a retracted
    /// one in its former revisions, each of which is recorded when it is read.
    /// </summary>
    private static async Task<(ArticleDetails? Article, ProblemHttpResult? Problem)> FindReadableAsync(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken, bool former = false)
    {
        var (article, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (article is null || !(former ? IsWithheld(article) : article.Stage == ArticleStage.Held))
        {
            return (article, problem);
        }

        if (!caller.Has(Role.Editor))
        {
            return (null, ApiProblem.Create(ProblemCodes.WrongRole, $"It is {ArticleResponse.Name(article.Stage)}; only editors read its text."));
        }

        if (!former)
        {
            await Grain(grains, id).Look(caller.Holder, cancellationToken);
        }

        return (article, null);
    }

    private static async Task<bool> IsErasedAsync(HttpContext context, StoredAnswer answer)
    {
        var id = context.GetRouteValue("id") as string ?? answer.Location?.Split('/')[^1] ?? "";
        return Identifier.IsValid(id)
            && await Grain(context.RequestServices.GetRequiredService<IGrainFactory>(), id).Read(context.RequestAborted) is { Stage: ArticleStage.Erased };
    }

    private static bool MayRead(ArticleDetails article, Caller caller) => article.Stage != ArticleStage.Held || caller.Has(Role.Editor);

    private static bool IsWithheld(ArticleDetails article) => article.Stage is ArticleStage.Held or ArticleStage.Retracted or ArticleStage.Erased;

    private static async Task<ProblemHttpResult?> RefuseAsync(
        ArticleRequest request, Caller caller, SiteDirectory sites, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (errors.Any)
        {
            return errors.Problem();
        }

        if (!caller.MayUseSite(request.Site))
        {
            return ApiProblem.WrongSite(request.Site);
        }

        if (request.Sample && !caller.Has(Role.Operator))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only operators load sample content. Leave out sample.");
        }

        if (await sites.FindAsync(request.Site, cancellationToken) is null)
        {
            return ApiProblem.Create(ProblemCodes.UnknownSite, $"There is no site '{request.Site}'.", [new ProblemError("/site", "Unknown.")]);
        }

        return await sites.HasSectionAsync(request.Site, request.Section, cancellationToken)
            ? null
            : ApiProblem.Create(
                ProblemCodes.UnknownSection,
                $"The site '{request.Site}' has no section '{request.Section}'. Create it first: PUT {ApiGroup.Prefix}/sections/{request.Section}.",
                [new ProblemError("/section", "Unknown.")]);
    }

    /// <summary>To who would replace a text that somebody else has changed: both versions, where he may read both.</summary>
    private static Results<Ok<ArticleResponse>, ProblemHttpResult> AnswerOrBoth(
        string id, object request, Caller caller, ArticleOutcome outcome, HttpResponse response, string[]? dropped = null) =>
        outcome is { Verdict: ArticleVerdict.Stale, Article: { } standing } && MayRead(standing, caller)
            ? ApiProblem.Stale(standing.Revision, ArticleResponse.Of(standing), request)
            : Answer(id, outcome, response, dropped);

    private static Results<Ok<ArticleResponse>, ProblemHttpResult> Answer(
        string id, ArticleOutcome outcome, HttpResponse response, string[]? dropped = null) =>
        outcome is { Verdict: ArticleVerdict.Done, Article: { } article } ? Ok(response, article, dropped) : Refusal(id, outcome);

    private static Ok<ArticleResponse> Ok(HttpResponse response, ArticleDetails article, string[]? dropped = null)
    {
        ETags.Set(response, article.Revision);
        return TypedResults.Ok(ArticleResponse.Of(article, dropped));
    }

    private static ProblemHttpResult Refusal(string id, ArticleOutcome outcome) => outcome.Verdict switch
    {
        ArticleVerdict.Stale => ApiProblem.Stale(outcome.Article?.Revision ?? 0),
        ArticleVerdict.NotPublished => ApiProblem.Create(ProblemCodes.NotPublished, $"Publish it first: POST {ApiGroup.Prefix}/articles/{id}/publish."),
        ArticleVerdict.Retracted => ApiProblem.Create(ProblemCodes.Retracted, "A retraction is final. Write a new article."),
        ArticleVerdict.Forbidden => ApiProblem.Create(ProblemCodes.WrongRole, "It is published, scheduled or under an embargo; only editors change that."),
        ArticleVerdict.WrongStage => ApiProblem.Create(
            ProblemCodes.WrongState, $"It is {ArticleResponse.Name(outcome.Article!.Stage)}, and this act is not for that. Read it again: GET {ApiGroup.Prefix}/articles/{id}."),
        ArticleVerdict.SamePerson => ApiProblem.Create(
            ProblemCodes.SecondPersonRequired, $"{outcome.Article!.Erasure!.Author} has asked for it already. Somebody else with a key of their own carries it out."),
        ArticleVerdict.PicturesIncomplete => ApiProblem.Create(
            ProblemCodes.PicturesIncomplete, "What is public says of each picture what it shows (alt) and whose it is (data-credit). Add both in the body, or send the picture again with alt and credit."),
        ArticleVerdict.NoRevision => ApiProblem.Create(ProblemCodes.NotFound, "There is no such revision, or its text is not kept. The article's revisions name those that are."),
        ArticleVerdict.NoPost => ApiProblem.Create(ProblemCodes.NotFound, $"The live blog has no such post. Its posts: GET {ApiGroup.Prefix}/articles/{id}/posts."),
        ArticleVerdict.CoverageClosed => ApiProblem.Create(
            ProblemCodes.WrongState, $"Its coverage has ended. Open it again: POST {ApiGroup.Prefix}/articles/{id}/coverage with open true."),
        ArticleVerdict.PostHidden => ApiProblem.Create(ProblemCodes.WrongState, "The post is hidden for ever. Write it again as a new post."),
        ArticleVerdict.TooManyPictures => ApiProblem.Create(
            ProblemCodes.LimitReached,
            $"An article and its posts take {ArticleDraft.PicturesEverMax} different pictures, those that were taken out again included. Take one that it has had, or write a new article."),
        ArticleVerdict.Full => ApiProblem.Create(
            ProblemCodes.LimitReached,
            $"A live blog takes {LiveBlog.PostsMax} posts, {LiveBlog.PinnedMax} of them pinned, and a post {LivePostRevision.Max} revisions; "
            + "or there is no room at that place. Write a new article, unpin a post, or move it elsewhere."),
        _ => ApiProblem.NotFound("article", id),
    };

    private static ArticleAct Act(Operation operation, Caller caller, string reason) => new()
    {
        OperationId = operation.Id,
        Author = caller.Holder,
        Reason = reason,
        MayChangePublished = caller.Has(Role.Editor),
    };

    private static IArticleGrain Grain(IGrainFactory grains, string id) => grains.GetGrain<IArticleGrain>(id);
}
