using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles;

/// <content>The posts of a live blog. Each has its own revisions and ETag.</content>
internal static partial class ArticlesEndpoints
{
    private static async Task<Results<Ok<PostResponse[]>, ProblemHttpResult>> GetPosts(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (article, problem) = await FindReadableAsync(id, caller, grains, cancellationToken);
        if (article is null)
        {
            return problem!;
        }

        var posts = await Grain(grains, id).ReadPosts(cancellationToken);
        return TypedResults.Ok(posts.Select(post => PostResponse.Of(post)).ToArray());
    }

    private static async Task<Results<Ok<PostResponse>, ProblemHttpResult>> GetPost(
        string id, string post, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (found, problem) = await FindPostAsync(id, post, caller, grains, cancellationToken);
        return found is null ? problem! : Ok(response, found);
    }

    private static async Task<Results<Created<ArticleResponse>, ProblemHttpResult>> AddPost(
        string id, PostRequest request, Operation operation, Caller caller, ArticlePictures pictures, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var draft = ArticleChecks.Post(request, errors, out var dropped);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindAsync(id, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        draft = await TieAsync(id, draft, pictures, response.HttpContext.Request.Host.Host, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var outcome = await Grain(grains, id).AddPost(operation.Id, draft, Act(operation, caller, request.Reason), cancellationToken);
        if (outcome is not { Verdict: ArticleVerdict.Done, Article: { } article, Post: { } post })
        {
            return Refusal(id, outcome);
        }

        ETags.Set(response, post.Revision);
        return TypedResults.Created(
            $"{ApiGroup.Prefix}/articles/{id}/posts/{post.Id}", ArticleResponse.Of(article) with { Post = PostResponse.Of(post, dropped) });
    }

    private static async Task<Results<Ok<PostResponse>, ProblemHttpResult>> UpdatePost(
        string id, string post, PostRequest request, IfMatch ifMatch, Operation operation, Caller caller, ArticlePictures pictures, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (current, problem) = await FindPostAsync(id, post, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        if (ifMatch.Expectation.IsNone)
        {
            return ApiProblem.IfMatchRequired(current.Revision);
        }

        var errors = new RequestErrors();
        var draft = ArticleChecks.Post(request, errors, out var dropped);
        if (errors.Any)
        {
            return errors.Problem();
        }

        draft = await TieAsync(id, draft, pictures, response.HttpContext.Request.Host.Host, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var act = Act(operation, caller, request.Reason) with { Expectation = ifMatch.Expectation };
        var outcome = await Grain(grains, id).UpdatePost(post, draft, act, cancellationToken);
        return outcome switch
        {
            { Verdict: ArticleVerdict.Done, Post: { } done } => Ok(response, done, dropped),
            { Verdict: ArticleVerdict.Stale, Post: { } standing } => ApiProblem.Stale(standing.Revision, PostResponse.Of(standing), request),
            _ => Refusal(id, outcome),
        };
    }

    private static Task<Results<Ok<PostResponse>, ProblemHttpResult>> HidePost(
        string id, string post, ReasonRequest request, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActOnPostAsync(id, post, ArticleChecks.Check(request), caller, grains, response,
            article => article.HidePost(post, Act(operation, caller, request.Reason), cancellationToken), cancellationToken);

    private static Task<Results<Ok<PostResponse>, ProblemHttpResult>> MovePost(
        string id, string post, MoveRequest request, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActOnPostAsync(id, post, ArticleChecks.Check(request), caller, grains, response,
            article => article.MovePost(post, request.Above, Act(operation, caller, request.Reason), cancellationToken), cancellationToken);

    private static Task<Results<Ok<ArticleResponse>, ProblemHttpResult>> SetCoverage(
        string id, CoverageRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        ActAsync(id, ArticleChecks.Check(new ReasonRequest { Reason = request.Reason }), request.Reason, ifMatch, operation, caller, grains, response,
            (article, act) => article.SetCoverage(request.Open, act, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<PostResponse>, ProblemHttpResult>> ActOnPostAsync(
        string id, string post, RequestErrors errors, Caller caller, IGrainFactory grains, HttpResponse response,
        Func<IArticleGrain, Task<ArticleOutcome>> act, CancellationToken cancellationToken)
    {
        if (errors.Any)
        {
            return errors.Problem();
        }

        var (current, problem) = await FindPostAsync(id, post, caller, grains, cancellationToken);
        if (current is null)
        {
            return problem!;
        }

        var outcome = await act(Grain(grains, id));
        return outcome is { Verdict: ArticleVerdict.Done, Post: { } done } ? Ok(response, done) : Refusal(id, outcome);
    }

    /// <summary>A post is public as soon as it is written, so its pictures must say what they show and whose they are.</summary>
    private static async Task<LivePostDraft> TieAsync(
        string id, LivePostDraft draft, ArticlePictures pictures, string host, RequestErrors errors, CancellationToken cancellationToken)
    {
        var tied = await pictures.TieAsync(id, new ArticleDraft { Section = "", Headline = "", Blocks = draft.Blocks }, host, errors, cancellationToken);
        errors.Check(errors.Any || tied.HasWholePictures, "/body", "A picture in it needs an alternative text and a credit.");
        return draft with { Blocks = tied.Blocks };
    }

    private static async Task<(LivePostDetails? Post, ProblemHttpResult? Problem)> FindPostAsync(
        string id, string post, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (article, problem) = await FindReadableAsync(id, caller, grains, cancellationToken);
        if (article is null)
        {
            return (null, problem);
        }

        var posts = Identifier.IsValid(post) ? await Grain(grains, id).ReadPosts(cancellationToken) : [];
        return posts.FirstOrDefault(candidate => candidate.Id == post) is { } found ? (found, null) : (null, ApiProblem.NotFound("post", $"{id}/{post}"));
    }

    private static Ok<PostResponse> Ok(HttpResponse response, LivePostDetails post, string[]? dropped = null)
    {
        ETags.Set(response, post.Revision);
        return TypedResults.Ok(PostResponse.Of(post, dropped));
    }
}
