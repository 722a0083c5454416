using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <content>
/// The live part. Its acts are no revisions of the article, so that a busy live blog does not make everybody's ETag of the
/// article stale: they count in <see cref="ArticleState.PostsVersion"/>, and each post has its own revisions.
/// </content>
internal static partial class ArticleRules
{
    public static ArticleDecision AddPost(ArticleState? state, string id, LivePostDraft draft, ArticleAct act, DateTimeOffset now)
    {
        if (RefusePost(state, act) is { } decision)
        {
            return decision;
        }

        now = Later(state!, now);
        var live = state!.Live ?? new LiveBlogState { CoverageStart = now };
        if (live.Find(id) is not null)
        {
            // Its act is older than those that are remembered.
            return ArticleDecision.Nothing;
        }

        if (live.CoverageEnd is not null)
        {
            return ArticleDecision.Refuse(ArticleVerdict.CoverageClosed);
        }

        if (live.Posts.Length >= LiveBlog.PostsMax || (draft.Pinned && IsPinnedFull(live, id)))
        {
            return ArticleDecision.Refuse(ArticleVerdict.Full);
        }

        if (HasTooMany(state, ArticleDraft.PicturesIn(draft.Blocks)))
        {
            return ArticleDecision.Refuse(ArticleVerdict.TooManyPictures);
        }

        var rank = LiveRules.Top(live);
        var post = new LivePostDetails
        {
            Id = id,
            Draft = draft,
            CreatedAt = now,
            ModifiedAt = now,
            Rank = rank,
            Revisions = [Revision(1, "post", rank, hidden: false, act, now)],
        };
        return ChangePosts(state, live with { Posts = live.Posts.Add(post) }, post, act, now);
    }

    public static ArticleDecision UpdatePost(ArticleState? state, string id, LivePostDraft draft, ArticleAct act, DateTimeOffset now)
    {
        if (RefuseOld(state, id, act) is { } decision)
        {
            return decision;
        }

        var (live, post) = (state!.Live!, state.Live!.Find(id)!);
        return !act.Expectation.Holds(post.Revision) ? ArticleDecision.Refuse(ArticleVerdict.Stale)
            : post.Draft == draft ? ArticleDecision.Nothing
            : HasTooMany(state, ArticleDraft.PicturesIn(draft.Blocks)) ? ArticleDecision.Refuse(ArticleVerdict.TooManyPictures)
            : IsWornOut(post) ? ArticleDecision.Refuse(ArticleVerdict.Full)
            : draft.Pinned && !post.Draft.Pinned && IsPinnedFull(live, id) ? ArticleDecision.Refuse(ArticleVerdict.Full)
            : Revise(state, post with { Draft = draft, ModifiedAt = Later(state, now) }, "update", act, now);
    }

    /// <summary>For ever: what readers were told to take away must not come back by an old queue or an old page.</summary>
    public static ArticleDecision HidePost(ArticleState? state, string id, ArticleAct act, DateTimeOffset now)
    {
        var decision = RefuseOld(state, id, act);
        return decision is { Verdict: ArticleVerdict.PostHidden } ? ArticleDecision.Nothing
            : decision ?? Revise(state!, state!.Live!.Find(id)! with { Hidden = true }, "hide", act, now);
    }

    public static ArticleDecision MovePost(ArticleState? state, string id, string? above, ArticleAct act, DateTimeOffset now)
    {
        if (RefuseOld(state, id, act) is { } decision)
        {
            return decision;
        }

        var live = state!.Live!;
        if (above is not null && (above == id || live.Find(above) is null))
        {
            return ArticleDecision.Refuse(ArticleVerdict.NoPost);
        }

        return !IsWornOut(live.Find(id)!) && LiveRules.Above(live, id, above) is { } rank
            ? Revise(state, live.Find(id)! with { Rank = rank }, "move", act, now)
            : ArticleDecision.Refuse(ArticleVerdict.Full);
    }

    public static ArticleDecision SetCoverage(ArticleState? state, bool open, ArticleAct act, DateTimeOffset now)
    {
        if (RefusePost(state, act) is { } decision)
        {
            return decision;
        }

        if (!act.Expectation.Holds(state!.Revision))
        {
            return ArticleDecision.Refuse(ArticleVerdict.Stale);
        }

        now = Later(state, now);
        if (state.Live is not { } live)
        {
            return open ? ChangeCoverage(state, new LiveBlogState { CoverageStart = now }, "open-coverage", act, now) : ArticleDecision.Refuse(ArticleVerdict.NoPost);
        }

        return open == live.CoverageEnd is null
            ? ArticleDecision.Nothing
            : ChangeCoverage(state, live with { CoverageEnd = open ? null : now }, open ? "open-coverage" : "close-coverage", act, now);
    }

    private static ArticleDecision? RefusePost(ArticleState? state, ArticleAct act) => state switch
    {
        null => ArticleDecision.Refuse(ArticleVerdict.NotFound),
        _ when state.Operations.Contains(act.OperationId) => ArticleDecision.Nothing,
        { Stage: ArticleStage.Retracted or ArticleStage.Erased } => ArticleDecision.Refuse(ArticleVerdict.Retracted),
        { Stage: not (ArticleStage.Draft or ArticleStage.Submitted) } when !act.MayChangePublished => ArticleDecision.Refuse(ArticleVerdict.Forbidden),
        _ => null,
    };

    private static ArticleDecision? RefuseOld(ArticleState? state, string id, ArticleAct act) =>
        RefusePost(state, act) ?? state!.Live?.Find(id) switch
        {
            null => ArticleDecision.Refuse(ArticleVerdict.NoPost),
            { Hidden: true } => ArticleDecision.Refuse(ArticleVerdict.PostHidden),
            _ => null,
        };

    /// <summary>The last revision is kept for hiding it.</summary>
    private static bool IsWornOut(LivePostDetails post) => post.Revisions.Length >= LivePostRevision.Max - 1;

    private static bool IsPinnedFull(LiveBlogState live, string id) =>
        live.Posts.Count(post => post is { Hidden: false, Draft.Pinned: true } && post.Id != id) >= LiveBlog.PinnedMax;

    private static ArticleDecision Revise(ArticleState state, LivePostDetails post, string name, ArticleAct act, DateTimeOffset now)
    {
        var next = post with { Revisions = post.Revisions.Add(Revision(post.Revision + 1, name, post.Rank, post.Hidden, act, Later(state, now))) };
        var live = state.Live!;
        var index = live.Posts.IndexOf(live.Find(post.Id)!);
        return ChangePosts(state, live with { Posts = live.Posts.SetItem(index, next) }, next, act, now);
    }

    private static LivePostRevision Revision(int number, string name, long rank, bool hidden, ArticleAct act, DateTimeOffset now) => new()
    {
        Number = number,
        At = now,
        Author = act.Author,
        Act = name,
        Reason = act.Reason,
        OperationId = act.OperationId,
        Rank = rank,
        Hidden = hidden,
    };

    /// <summary>Feeds, their hub, the archive and pictures hear of each post; lists only of what their cards show, which is in <see cref="ChangeCoverage"/>.</summary>
    private static ArticleDecision ChangePosts(ArticleState before, LiveBlogState live, LivePostDetails post, ArticleAct act, DateTimeOffset now)
    {
        var next = WithLive(before, live, act, now);
        next = next with { PostChangedAt = next.ModifiedAt };
        var replaced = before.Live?.Find(post.Id);
        var kept = replaced is null ? null : new KeptPost(LiveRules.TextKey(next.Id, post.Id, replaced.Revisions[^1]), replaced.Draft);
        if (before.Public is not { IsWithheld: false } old)
        {
            return Quietly(next) with { Post = kept };
        }

        if (before.Live is null)
        {
            return Loudly(next, TopicChange.Snapshot) with { Post = kept };
        }

        var content = next.Public!;
        var delta = Delta(old, content);
        delta = delta with { Live = LiveRules.WithEdited(delta.Live, content.Live!, post, content.FirstPublishedAt) };
        var change = post.Hidden ? TopicChange.Barrier : TopicChange.Delta(delta);
        return new ArticleDecision(ArticleVerdict.Done, AnnouncePosts(next), change) { Post = kept };
    }

    private static ArticleDecision ChangeCoverage(ArticleState before, LiveBlogState live, string name, ArticleAct act, DateTimeOffset now) =>
        Change(before, Note(WithLive(before, live, act, now), name, act, now));

    private static ArticleState WithLive(ArticleState state, LiveBlogState live, ArticleAct act, DateTimeOffset now)
    {
        var next = state with
        {
            Live = live,
            PostsVersion = state.PostsVersion + 1,
            ModifiedAt = Later(state, now),
            TextChangedAt = state.OwnTextChangedAt,
            Operations = state.Operations.AddLast(act.OperationId, ArticleState.OperationsMax),
        };
        return next with { Pictures = PicturesOf(next) };
    }

    private static ArticleState AnnouncePosts(ArticleState state)
    {
        var told = state.Surfaces
            .Where(topic => TopicName.TryParse(topic, out var name) && name.Kind is TopicKind.Feed or TopicKind.SectionFeed or TopicKind.Hub or TopicKind.Archive)
            .Concat(state.Pictures.Select(picture => TopicName.Picture(picture).Text))
            .Select(topic => new PendingAnnouncement(topic, state.Version))
            .ToImmutableArray();
        return state with { Pending = [.. state.Pending.Where(pending => told.All(other => other.Topic != pending.Topic)), .. told] };
    }
}
