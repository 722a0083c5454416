using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>
/// The life of an article.
/// <code>
///   draft ──publish──▶ published ──update──▶ updated ──correct──▶ corrected        every step: revision + 1
///                          └──────────────┬─────────────────┬───────┘
///                                         └────retract──────┴──▶ retracted, for ever, without its text
/// </code>
/// A corrected article stays corrected when it is updated: its notes still stand on it.
/// </summary>
internal static class ArticleRules
{
    public static ArticleDecision Create(ArticleState? state, string id, string site, ArticleDraft draft, ArticleAct act, DateTimeOffset now)
    {
        if (state is not null)
        {
            return state.Operations.Contains(act.OperationId) ? ArticleDecision.Nothing : ArticleDecision.Refuse(ArticleVerdict.Exists);
        }

        var created = new ArticleState
        {
            Id = id,
            Site = site,
            Revision = 0,
            Stage = ArticleStage.Draft,
            Draft = draft,
            CreatedAt = now,
            ModifiedAt = now,
        };
        return new ArticleDecision(ArticleVerdict.Done, Next(created, ArticleStage.Draft, act, now), TopicChange.None);
    }

    public static ArticleDecision Update(ArticleState? state, ArticleDraft draft, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (state!.IsPublic && !act.MayChangePublished)
        {
            return ArticleDecision.Refuse(ArticleVerdict.Forbidden);
        }

        if (state.Draft == draft)
        {
            return ArticleDecision.Nothing;
        }

        var stage = state.Stage switch
        {
            ArticleStage.Draft => ArticleStage.Draft,
            ArticleStage.Corrected => ArticleStage.Corrected,
            _ => ArticleStage.Updated,
        };
        return Change(state, Next(state with { Draft = draft }, stage, act, now));
    }

    public static ArticleDecision Publish(ArticleState? state, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (state!.IsPublic)
        {
            return ArticleDecision.Nothing;
        }

        var next = Next(state with { FirstPublishedAt = now }, ArticleStage.Published, act, now);
        return new ArticleDecision(ArticleVerdict.Done, Announce(next), TopicChange.Snapshot);
    }

    public static ArticleDecision Correct(ArticleState? state, ArticleDraft draft, string note, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        return state!.IsPublic
            ? Change(state, Next(state with { Draft = draft, Notes = state.Notes.Add(new ArticleNote(now, note)) }, ArticleStage.Corrected, act, now))
            : ArticleDecision.Refuse(ArticleVerdict.NotPublished);
    }

    public static ArticleDecision Retract(ArticleState? state, string reason, ArticleAct act, DateTimeOffset now)
    {
        if (state is { Stage: ArticleStage.Retracted })
        {
            return ArticleDecision.Nothing;
        }

        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (!state!.IsPublic)
        {
            return ArticleDecision.Refuse(ArticleVerdict.NotPublished);
        }

        var tombstone = state with
        {
            Draft = new ArticleDraft { Section = state.Draft.Section, Headline = "", Sample = state.Draft.Sample },
            Notes = [],
            RetractionReason = reason,
        };
        return new ArticleDecision(ArticleVerdict.Done, Announce(Next(tombstone, ArticleStage.Retracted, act, now)), TopicChange.Barrier);
    }

    /// <summary>What changed between two public revisions; applied to the one it gives the other.</summary>
    public static ArticleDelta Delta(ArticleContent before, ArticleContent after) => new()
    {
        Revision = after.Revision,
        Stage = after.Stage,
        ModifiedAt = after.ModifiedAt,
        Section = after.Section == before.Section ? null : after.Section,
        Headline = after.Headline == before.Headline ? null : after.Headline,
        Summary = after.Summary == before.Summary ? null : after.Summary,
        Blocks = after.Blocks.AsSpan().SequenceEqual(before.Blocks.AsSpan()) ? null : after.Blocks,
        Byline = after.Byline == before.Byline ? null : after.Byline,
        AddedNotes = after.Notes.RemoveRange(0, before.Notes.Length),
        Breaking = after.Breaking,
    };

    private static ArticleDecision? Refuse(ArticleState? state, ArticleAct act) => state switch
    {
        null => ArticleDecision.Refuse(ArticleVerdict.NotFound),
        _ when state.Operations.Contains(act.OperationId) => ArticleDecision.Nothing,
        { Stage: ArticleStage.Retracted } => ArticleDecision.Refuse(ArticleVerdict.Retracted),
        _ when !act.Expectation.Holds(state.Revision) => ArticleDecision.Refuse(ArticleVerdict.Stale),
        _ => null,
    };

    private static ArticleDecision Change(ArticleState before, ArticleState next)
    {
        if (before.Public is not { } old || next.Public is not { } content)
        {
            return new ArticleDecision(ArticleVerdict.Done, next, TopicChange.None);
        }

        // A delta has no word for the sample mark, which hardly ever changes.
        var change = old.Sample == content.Sample ? TopicChange.Delta(Delta(old, content)) : TopicChange.Snapshot;
        return new ArticleDecision(ArticleVerdict.Done, Announce(next), change);
    }

    private static ArticleState Next(ArticleState state, ArticleStage stage, ArticleAct act, DateTimeOffset now)
    {
        var revision = new ArticleRevision { Number = state.Revision + 1, Stage = stage, At = now, Author = act.Author, Reason = act.Reason };
        return state with
        {
            Revision = revision.Number,
            Stage = stage,
            ModifiedAt = now > state.ModifiedAt ? now : state.ModifiedAt,
            Revisions = AddLast(state.Revisions, revision, ArticleRevision.KeptMax),
            Operations = AddLast(state.Operations, act.OperationId, ArticleState.OperationsMax),
        };
    }

    /// <summary>Every surface that shows it, should show it, or has ever shown it hears of this revision.</summary>
    private static ArticleState Announce(ArticleState state)
    {
        ImmutableArray<string> wanted = [TopicName.Front(state.Site).Text, TopicName.Section(state.Site, state.Draft.Section).Text];
        if (state.Draft.Breaking)
        {
            wanted = wanted.Add(TopicName.Breaking(state.Site).Text);
        }

        ImmutableArray<string> surfaces = [.. state.Surfaces.Union(wanted)];
        return state with
        {
            Surfaces = surfaces,
            Pending = [.. surfaces.Select(topic => new PendingAnnouncement(topic, state.Revision))],
        };
    }

    private static ImmutableArray<T> AddLast<T>(ImmutableArray<T> list, T item, int lengthMax) =>
        (list.Length < lengthMax ? list : list.RemoveRange(0, list.Length - lengthMax + 1)).Add(item);
}
