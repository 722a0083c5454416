using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <content>Acts of the newsroom that change no text, and looks at former revisions.</content>
internal static partial class ArticlesEndpoints
{
    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Submit(
        string id, ReasonRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(request), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.Submit(act, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Withdraw(
        string id, ReasonRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(request), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.Withdraw(act, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Embargo(
        string id, EmbargoRequest request, IfMatch ifMatch, Operation operation, Caller caller, TimeProvider time, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var embargo = ArticleChecks.Embargo(request, time.GetUtcNow(), errors);
        return ActAsync(id, errors, request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.SetEmbargo(embargo, act, cancellationToken), cancellationToken);
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Hold(
        string id, HoldRequest request, IfMatch ifMatch, Operation operation, Caller caller, SiteDirectory sites, SurfaceInspector surfaces, TimeProvider time, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var until = ArticleChecks.Hold(request, time.GetUtcNow(), errors);
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
        var outcome = await Grain(grains, id).Hold(until, request.Notice, act, cancellationToken);
        return await AnswerWithReceiptAsync(current, outcome, sites, surfaces, grains, response, cancellationToken);
    }

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Release(
        string id, ReasonRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(request), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.Release(act, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> ClaimCorrection(
        string id, CorrectionClaimRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(new ReasonRequest { Reason = request.Reason }), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.ClaimCorrection(request.Pending, act, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Erase(
        string id, ReasonRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(request), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.RemoveText(act, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> KeepText(
        string id, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, new RequestErrors(), "", ifMatch, operation, caller, grains, response,
            (article, act) => article.KeepText(act, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> Restore(
        string id, RestoreRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (ArticleChecks.Check(new ReasonRequest { Reason = request.Reason }) is { Any: true } errors)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        if (ifMatch.Expectation.IsNone)
        {
            return ApiProblem.IfMatchRequired(current.Revision);
        }

        var outcome = await Grain(grains, id).Restore(request.Revision, Act(operation, caller, request.Reason) with { Expectation = ifMatch.Expectation }, cancellationToken);
        return AnswerOrBoth(id, request, caller, outcome, response);
    }

    private static async Task<Results<Ok<VersionResponse>, ProblemHttpResult>> GetRevision(
        string id, int revision, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (article, problem) = await FindReadableAsync(id, caller, grains, cancellationToken, former: true);
        return article is null ? problem!
            : await ReadRevisionAsync(article, revision, operation, caller, grains, cancellationToken) is { } version ? TypedResults.Ok(VersionResponse.Of(version))
            : ApiProblem.NotFound("kept revision", $"{id}/{revision}");
    }

    private static async Task<Results<Ok<DifferenceResponse>, ProblemHttpResult>> GetDifference(
        string id, int revision, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken, int? from = null)
    {
        var (article, problem) = await FindReadableAsync(id, caller, grains, cancellationToken, former: true);
        if (article is null)
        {
            return problem!;
        }

        var before = from ?? revision - 1;
        return await ReadRevisionAsync(article, revision, operation, caller, grains, cancellationToken) is { } newer
            && await ReadRevisionAsync(article, before, operation, caller, grains, cancellationToken) is { } older
                ? TypedResults.Ok(Difference.Between(older, newer))
                : ApiProblem.NotFound("kept pair of revisions", $"{id}/{before}, {revision}");
    }

    /// <summary>Of what is withheld nobody reads without leaving a name.</summary>
    private static Task<ArticleVersion?> ReadRevisionAsync(
        ArticleDetails article, int revision, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        IsWithheld(article)
            ? Grain(grains, article.Id).ReadWithheld(revision, Act(operation, caller, ""), cancellationToken)
            : Grain(grains, article.Id).ReadRevision(revision, cancellationToken);

    private static async Task<Results<Ok<AuditEntryResponse[]>, ProblemHttpResult>> GetAudit(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (article, problem) = await FindAsync(id, caller, grains, cancellationToken);
        return article is null ? problem!
            : TypedResults.Ok(AuditEntryResponse.Of(article, article.Live is null ? [] : await Grain(grains, id).ReadPosts(cancellationToken)));
    }

    /// <summary>What was public then. Whoever looks leaves a name, also where nothing was.</summary>
    private static async Task<Results<Ok<ArticleResponse>, Ok<PublicVersionResponse>, ProblemHttpResult>> GetAt(
        ArticleDetails article, string at, Operation operation, Caller caller, TimeProvider time, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!caller.Has(Sokbo.Grains.Interfaces.Access.Role.Editor))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only editors look at what was public at a former time. Leave out at.");
        }

        var errors = new RequestErrors();

        // A plus sign that was not escaped in the address has become a space.
        var moment = Moments.Read(at.Replace(' ', '+'), "/at", errors);
        errors.Check(moment is null || moment <= time.GetUtcNow(), "/at", "Nobody knows yet what will be public then. Ask for a moment that has passed.");
        if (errors.Any || moment is not { } asked)
        {
            return errors.Problem();
        }

        var version = await Grain(grains, article.Id).ReadAt(asked, Act(operation, caller, ""), cancellationToken);
        return version?.Public is { } content
            ? TypedResults.Ok(PublicVersionResponse.Of(asked, content, version.Posts))
            : ApiProblem.Create(ProblemCodes.NotFound, "Nothing of it was public then, or what was is not kept.");
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> ActAsync(
        string id, RequestErrors errors, string reason, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response,
        Func<IArticleGrain, ArticleAct, Task<ArticleOutcome>> act, CancellationToken cancellationToken)
    {
        if (errors.Any)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        return current is null
            ? problem!
            : Answer(id, await act(Grain(grains, id), Act(operation, caller, reason) with { Expectation = ifMatch.Expectation }), response);
    }

    private static async Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> AnswerWithReceiptAsync(
        ArticleDetails before, ArticleOutcome outcome, SiteDirectory sites, SurfaceInspector surfaces, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (outcome is not { Verdict: ArticleVerdict.Done, Article: { } article })
        {
            return Refusal(before.Id, outcome);
        }

        ETags.Set(response, article.Revision);
        var site = await sites.FindAsync(before.Site, cancellationToken);
        var seen = await Grain(grains, before.Id).ReadLastSeen(cancellationToken) is { } version
            ? version.Draft with { Blocks = [.. version.Draft.Blocks, .. version.Posts.SelectMany(post => post.Text.Blocks)] }
            : before.Draft;
        var receipt = site is null ? null : await surfaces.InspectAsync(article with { Draft = seen }, site, cancellationToken);
        return TypedResults.Ok(ArticleResponse.Of(article) with { Receipt = receipt });
    }
}
