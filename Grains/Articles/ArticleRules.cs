using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>
/// The life of an article. Every step is a revision; the surfaces hear of the public ones.
/// <code>
///   draft ⇄ submitted          published ──update──▶ updated ──correct──▶ corrected
///     │        │                   ▲ └──────────────┬───────────────┬───────┘
///     └──publish, schedule         │              hold ⇅ release    │
///              ▼                   │                held            └──retract──▶ retracted, for ever
///          scheduled ──its moment──┘                                                 erased: from any of them, by two people
/// </code>
/// A corrected article stays corrected when it is updated: its notes still stand on it. What is due by the clock is decided
/// in <see cref="Due"/> and nowhere else.
/// </summary>
internal static partial class ArticleRules
{
    private const string ReadHeld = "read-held";

    private static readonly TimeSpan NotedFor = TimeSpan.FromDays(1);

    public static ArticleDecision Create(ArticleState? state, string id, string site, ArticleDraft draft, ArticleAct act, DateTimeOffset now)
    {
        if (state is not null)
        {
            return state.Operations.Contains(act.OperationId) || id == act.OperationId ? ArticleDecision.Nothing : ArticleDecision.Refuse(ArticleVerdict.Exists);
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
        return Quietly(Reworded(Next(created, ArticleStage.Draft, "create", act, now)));
    }

    /// <param name="state">The article.</param>
    /// <param name="draft">What it shall be.</param>
    /// <param name="act">Who, why, and on which revision.</param>
    /// <param name="now">The time.</param>
    /// <param name="name">What the history calls it.</param>
    public static ArticleDecision Update(ArticleState? state, ArticleDraft draft, ArticleAct act, DateTimeOffset now, string name = "update")
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (state!.Stage is not (ArticleStage.Draft or ArticleStage.Submitted) && !act.MayChangePublished)
        {
            return ArticleDecision.Refuse(ArticleVerdict.Forbidden);
        }

        if (state.Draft == draft)
        {
            return ArticleDecision.Nothing;
        }

        if (state.Stage is not (ArticleStage.Draft or ArticleStage.Submitted) && !draft.HasWholePictures)
        {
            return ArticleDecision.Refuse(ArticleVerdict.PicturesIncomplete);
        }

        if (HasTooMany(state, draft.Pictures))
        {
            return ArticleDecision.Refuse(ArticleVerdict.TooManyPictures);
        }

        var next = state with
        {
            Draft = draft,
            Expired = state.WasPublished && draft.ExpiresAt <= now,
            Hold = state.Hold is { Before: not ArticleStage.Corrected } hold ? hold with { Before = ArticleStage.Updated } : state.Hold,
        };
        var stage = state.Stage == ArticleStage.Published ? ArticleStage.Updated : state.Stage;
        return Change(state, Reworded(Next(next, stage, name, act, now)));
    }

    public static ArticleDecision Submit(ArticleState? state, ArticleAct act, DateTimeOffset now) =>
        Refuse(state, act) is { } decision ? decision
        : state!.Stage switch
        {
            ArticleStage.Submitted => ArticleDecision.Nothing,
            ArticleStage.Draft => Quietly(Next(state, ArticleStage.Submitted, "submit", act, now)),
            _ => ArticleDecision.Refuse(ArticleVerdict.WrongStage),
        };

    public static ArticleDecision Withdraw(ArticleState? state, ArticleAct act, DateTimeOffset now) =>
        Refuse(state, act) is { } decision ? decision
        : state!.Stage switch
        {
            ArticleStage.Draft => ArticleDecision.Nothing,
            ArticleStage.Scheduled when !act.MayChangePublished => ArticleDecision.Refuse(ArticleVerdict.Forbidden),
            ArticleStage.Submitted or ArticleStage.Scheduled =>
                Quietly(Next(state with { PublishAt = null }, ArticleStage.Draft, "withdraw", act, now)),
            _ => ArticleDecision.Refuse(ArticleVerdict.WrongStage),
        };

    /// <summary>Publishes at <paramref name="at"/> or when the embargo ends, whichever is later; at once where that has passed.</summary>
    public static ArticleDecision Publish(ArticleState? state, DateTimeOffset? at, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (state!.Stage == ArticleStage.Held)
        {
            return ArticleDecision.Refuse(ArticleVerdict.WrongStage);
        }

        if (state.WasPublished)
        {
            return ArticleDecision.Nothing;
        }

        if (!state.Draft.HasWholePictures)
        {
            return ArticleDecision.Refuse(ArticleVerdict.PicturesIncomplete);
        }

        var asked = state with { PublishAt = at ?? now };
        return asked.ReleaseAt <= now ? GoOut(state, "publish", act, now)
            : state.Stage == ArticleStage.Scheduled && state.PublishAt == asked.PublishAt ? ArticleDecision.Nothing
            : Quietly(Next(asked, ArticleStage.Scheduled, "schedule", act, now));
    }

    /// <summary>Whoever may publish may move or lift an embargo; others may only set one where there is none.</summary>
    public static ArticleDecision SetEmbargo(ArticleState? state, ArticleEmbargo? embargo, ArticleAct act, DateTimeOffset now) =>
        Refuse(state, act) is { } decision ? decision
        : state!.WasPublished ? ArticleDecision.Refuse(ArticleVerdict.WrongStage)
        : state.Embargo == embargo ? ArticleDecision.Nothing
        : (state.Embargo is not null || state.Stage == ArticleStage.Scheduled) && !act.MayChangePublished ? ArticleDecision.Refuse(ArticleVerdict.Forbidden)
        : Quietly(Next(state with { Embargo = embargo }, state.Stage, embargo is null ? "lift-embargo" : "embargo", act, now));

    public static ArticleDecision Correct(ArticleState? state, ArticleDraft draft, string note, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (!state!.WasPublished)
        {
            return ArticleDecision.Refuse(ArticleVerdict.NotPublished);
        }

        if (!draft.HasWholePictures)
        {
            return ArticleDecision.Refuse(ArticleVerdict.PicturesIncomplete);
        }

        if (HasTooMany(state, draft.Pictures))
        {
            return ArticleDecision.Refuse(ArticleVerdict.TooManyPictures);
        }

        var next = state with
        {
            Draft = draft,
            Notes = state.Notes.Add(new ArticleNote(Later(state, now), note)),
            CorrectionRequestedAt = null,
            Expired = draft.ExpiresAt <= now,
            Hold = state.Hold is { } hold ? hold with { Before = ArticleStage.Corrected } : null,
        };
        return Change(state, Reworded(Next(next, state.Stage == ArticleStage.Held ? ArticleStage.Held : ArticleStage.Corrected, "correct", act, now)));
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

        return state!.WasPublished
            ? Loudly(Reworded(Next(Tombstone(state) with { RetractionReason = reason }, ArticleStage.Retracted, "retract", act, now)), TopicChange.Barrier)
            : ArticleDecision.Refuse(ArticleVerdict.NotPublished);
    }

    public static ArticleDecision Hold(ArticleState? state, DateTimeOffset until, string notice, ArticleAct act, DateTimeOffset now)
    {
        if (Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (!state!.WasPublished)
        {
            return ArticleDecision.Refuse(ArticleVerdict.NotPublished);
        }

        if (state.Hold is { } current && current.Until == until && current.Notice == notice)
        {
            return ArticleDecision.Nothing;
        }

        var hold = new ArticleHold { At = state.Hold?.At ?? Later(state, now), Until = until, Notice = notice, Before = state.Hold?.Before ?? state.Stage };
        return Loudly(Next(state with { Hold = hold }, ArticleStage.Held, "hold", act, now), TopicChange.Barrier);
    }

    public static ArticleDecision Release(ArticleState? state, ArticleAct act, DateTimeOffset now) =>
        Refuse(state, act) is { } decision ? decision
        : state!.Hold is null ? state.WasPublished ? ArticleDecision.Nothing : ArticleDecision.Refuse(ArticleVerdict.NotPublished)
        : EndHold(state, act, now);

    public static ArticleDecision ClaimCorrection(ArticleState? state, bool pending, ArticleAct act, DateTimeOffset now) =>
        Refuse(state, act) is { } decision ? decision
        : !state!.WasPublished ? ArticleDecision.Refuse(ArticleVerdict.NotPublished)
        : pending == state.CorrectionRequestedAt.HasValue ? ArticleDecision.Nothing
        : Change(state, Next(
            state with { CorrectionRequestedAt = pending ? Later(state, now) : null }, state.Stage, pending ? "claim-correction" : "settle-correction", act, now));

    public static ArticleDecision Erase(ArticleState? state, ArticleAct act, DateTimeOffset now)
    {
        if (state is { Stage: ArticleStage.Erased })
        {
            return ArticleDecision.Nothing;
        }

        if (state is not { Stage: ArticleStage.Retracted } && Refuse(state, act) is { } decision)
        {
            return decision;
        }

        if (state!.Operations.Contains(act.OperationId))
        {
            return ArticleDecision.Nothing;
        }

        if (state.Erasure is not { } asked || now - asked.At > ArticleErasure.ValidFor)
        {
            var noted = Note(state, "ask-to-erase", act, now) with { Erasure = new ArticleErasure(now, act.Author, act.Reason) };
            return Quietly(noted with { Operations = state.Operations.AddLast(act.OperationId, ArticleState.OperationsMax) });
        }

        if (asked.Author == act.Author)
        {
            return ArticleDecision.Refuse(ArticleVerdict.SamePerson);
        }

        return Gone(state, act, now);
    }

    public static ArticleDecision KeepText(ArticleState? state, ArticleAct act, DateTimeOffset now)
    {
        if (state is not { Stage: ArticleStage.Retracted } && Refuse(state, act) is { } decision)
        {
            return decision;
        }

        return state!.Erasure is null || state.Operations.Contains(act.OperationId)
            ? ArticleDecision.Nothing
            : Quietly(Note(state, "keep", act, now) with { Erasure = null, Operations = state.Operations.AddLast(act.OperationId, ArticleState.OperationsMax) });
    }

    /// <summary>Two people had decided it, and a restored store has brought it back.</summary>
    public static ArticleDecision EraseAgain(ArticleState? state, DateTimeOffset now) => state is null or { Stage: ArticleStage.Erased }
        ? ArticleDecision.Nothing
        : Gone(state, new ArticleAct { OperationId = string.Create(CultureInfo.InvariantCulture, $"erase-again-{state.Revision}"), Author = "" }, now);

    /// <summary>Something is read that not everybody may read: no revision, but an entry with a name.</summary>
    public static ArticleState Note(ArticleState state, string name, ArticleAct act, DateTimeOffset now)
    {
        var entry = new ArticleAuditEntry { At = now, Author = act.Author, Act = name, Reason = act.Reason, Revision = state.Revision };
        return state with { Audit = WithRoom(state.Audit.IsDefault ? [] : state.Audit, entry).Add(entry) };
    }

    /// <summary>
    /// The text of a held article is read as it stands. One entry a day for each reader and hold: a desk that stays open asks
    /// again and again. The same object where there is one, or it is not held.
    /// </summary>
    public static ArticleState Look(ArticleState state, string reader, DateTimeOffset now) =>
        state.Hold is not { } hold
        || (!state.Audit.IsDefault && state.Audit.Any(entry => entry.Act == ReadHeld && entry.Author == reader && entry.At >= hold.At && now - entry.At < NotedFor))
            ? state
            : Note(state, ReadHeld, new ArticleAct { OperationId = "", Author = reader }, now);

    /// <summary>The first thing that is due at <paramref name="now"/>, carried out; <see cref="ArticleDecision.Nothing"/> where nothing is.</summary>
    public static ArticleDecision Due(ArticleState state, DateTimeOffset now)
    {
        if (state.NextDue is not { } due || due > now)
        {
            return ArticleDecision.Nothing;
        }

        var act = new ArticleAct
        {
            OperationId = string.Create(CultureInfo.InvariantCulture, $"due-{state.Revision}"),
            Author = state.Revisions.LastOrDefault(revision => revision.Act is "schedule" or "hold")?.Author ?? "",
            MayChangePublished = true,
        };
        return state.Stage switch
        {
            ArticleStage.Scheduled => GoOut(state, "publish", act, now),
            ArticleStage.Held => EndHold(state, act, now),
            _ => Change(state, Next(state with { Expired = true }, state.Stage, "expire", act with { Author = state.Revisions[^1].Author }, now)),
        };
    }

    /// <summary>What changed between two public revisions; applied to the one it gives the other.</summary>
    public static ArticleDelta Delta(ArticleContent before, ArticleContent after) => new()
    {
        Revision = after.Revision,
        Stage = after.Stage,
        ModifiedAt = after.ModifiedAt,
        VersionCreated = after.VersionCreated,
        Section = after.Section == before.Section ? null : after.Section,
        Headline = after.Headline == before.Headline ? null : after.Headline,
        Summary = after.Summary == before.Summary ? null : after.Summary,
        Blocks = after.Blocks.AsSpan().SequenceEqual(before.Blocks.AsSpan()) ? null : after.Blocks,
        Byline = after.Byline == before.Byline ? null : after.Byline,
        AddedNotes = after.Notes.RemoveRange(0, before.Notes.Length),
        Breaking = after.Breaking,
        CorrectionRequestedAt = after.CorrectionRequestedAt,
        Urgency = after.Urgency == before.Urgency ? null : after.Urgency,
        Tags = after.Tags.AsSpan().SequenceEqual(before.Tags.AsSpan()) ? null : after.Tags,
        Region = after.Region == before.Region ? null : after.Region,
        Canonical = after.Canonical == before.Canonical ? null : after.Canonical,
        Related = after.Related.AsSpan().SequenceEqual(before.Related.AsSpan()) ? null : after.Related,
        ExpiresAt = after.ExpiresAt,
        Expired = after.Expired,
        PostsVersion = after.PostsVersion,
        Live = LiveRules.Delta(before.Live, after.Live),
    };

    /// <summary>Hashes of the pictures that it has had and of those that it has now.</summary>
    public static ImmutableArray<string> PicturesOf(ArticleState state)
    {
        var ofPosts = state.Live?.Posts.SelectMany(post => ArticleDraft.PicturesIn(post.Draft.Blocks)) ?? [];
        return [.. (state.Pictures.IsDefault ? [] : state.Pictures).Union(state.Draft.Pictures).Union(ofPosts)];
    }

    private static ArticleDecision? Refuse(ArticleState? state, ArticleAct act) => state switch
    {
        null => ArticleDecision.Refuse(ArticleVerdict.NotFound),
        _ when state.Operations.Contains(act.OperationId) => ArticleDecision.Nothing,
        { Stage: ArticleStage.Retracted or ArticleStage.Erased } => ArticleDecision.Refuse(ArticleVerdict.Retracted),
        _ when !act.Expectation.Holds(state.Revision) => ArticleDecision.Refuse(ArticleVerdict.Stale),
        _ => null,
    };

    private static ArticleDecision GoOut(ArticleState state, string name, ArticleAct act, DateTimeOffset now)
    {
        // By the clock that said that its moment had come, also where another one had dated an act before it ahead.
        var next = state with { FirstPublishedAt = now, PublishAt = null, Embargo = null, Expired = state.Draft.ExpiresAt <= now };
        return Loudly(Next(next, ArticleStage.Published, name, act, now) with { TextChangedAt = now, PostChangedAt = default }, TopicChange.Snapshot);
    }

    private static ArticleDecision Gone(ArticleState state, ArticleAct act, DateTimeOffset now)
    {
        var gone = Reworded(Next(Tombstone(state), ArticleStage.Erased, "erase", act, now));
        gone = gone with
        {
            RetractionReason = state.Stage == ArticleStage.Retracted ? state.RetractionReason : "",

            // They are told to forget it, and must not hear of it once more after that.
            Pictures = [],
            ToErase =
            [
                .. state.ToErase.IsDefault ? [] : state.ToErase,
                .. state.Revisions.Where(revision => revision.OperationId.Length > 0).Select(revision => ArticleState.TextKey(state.Id, revision)),
                .. state.Live is { } live ? live.Posts.SelectMany(post => post.Revisions.Select(revision => LiveRules.TextKey(state.Id, post.Id, revision))) : [],
                .. PicturesOf(state).Select(ArticleState.PictureKey),
            ],
            Revisions = [.. gone.Revisions.Select(revision => revision with { Reason = "", OperationId = "" })],
            Audit = gone.Audit.IsDefault ? [] : [.. gone.Audit.Select(entry => entry with { Reason = "" })],
            Live = null,
        };
        return gone.Public is null ? Quietly(gone) : Loudly(gone, TopicChange.Barrier);
    }

    private static ArticleDecision EndHold(ArticleState state, ArticleAct act, DateTimeOffset now) =>
        Loudly(Next(state with { Hold = null, Expired = state.Draft.ExpiresAt <= now, ReturnedAt = Later(state, now) }, state.Hold!.Before, "release", act, now), TopicChange.Snapshot);

    private static ArticleState Tombstone(ArticleState state) => state with
    {
        Pictures = PicturesOf(state),
        Draft = new ArticleDraft { Section = state.Draft.Section, Headline = "", Sample = state.Draft.Sample },
        Notes = [],
        PublishAt = null,
        Embargo = null,
        Hold = null,
        CorrectionRequestedAt = null,
        Expired = false,
        Erasure = null,
    };

    private static ArticleDecision Quietly(ArticleState next) => new(ArticleVerdict.Done, next, TopicChange.None);

    private static ArticleDecision Loudly(ArticleState next, TopicChange change) => new(ArticleVerdict.Done, Announce(next), change);

    private static ArticleDecision Change(ArticleState before, ArticleState next)
    {
        if (before.Public is not { } old || next.Public is not { } content)
        {
            return Quietly(next);
        }

        // A delta has no word for the sample mark, which hardly ever changes, for the beginning of a live blog, and for a tombstone.
        var change = old.Sample == content.Sample && old.Live is null == content.Live is null && !content.IsWithheld ? TopicChange.Delta(Delta(old, content)) : TopicChange.Snapshot;
        return Loudly(next, change);
    }

    private static ArticleState Next(ArticleState state, ArticleStage stage, string name, ArticleAct act, DateTimeOffset now)
    {
        var revision = new ArticleRevision
        {
            Number = state.Revision + 1,
            Stage = stage,
            At = Later(state, now),
            Author = act.Author,
            Reason = act.Reason,
            Act = name,
            OperationId = act.OperationId,
        };
        return DropOldest(state) with
        {
            Revision = revision.Number,
            Stage = stage,
            Pictures = PicturesOf(state),
            ModifiedAt = revision.At,
            TextChangedAt = state.OwnTextChangedAt,
            Revisions = state.Revisions.AddLast(revision, ArticleRevision.KeptMax),
            Operations = state.Operations.AddLast(act.OperationId, ArticleState.OperationsMax),
        };
    }

    /// <summary>The act that led here has changed what readers read.</summary>
    private static ArticleState Reworded(ArticleState next) => next with { TextChangedAt = next.ModifiedAt };

    /// <summary>
    /// When something happens to it: now, or when the last thing did where another silo's clock was ahead. What was public at
    /// a moment is found by these times, and open pages tell new posts by them.
    /// </summary>
    private static DateTimeOffset Later(ArticleState state, DateTimeOffset now) => now > state.ModifiedAt ? now : state.ModifiedAt;

    /// <summary>A head that makes room takes its text with it: nobody could find that any more.</summary>
    private static ArticleState DropOldest(ArticleState state) =>
        state.Revisions.Length >= ArticleRevision.KeptMax && state.Revisions[0] is { OperationId.Length: > 0 } oldest
            ? state with { ToErase = (state.ToErase.IsDefault ? [] : state.ToErase).Add(ArticleState.TextKey(state.Id, oldest)) }
            : state;

    /// <summary>Every surface that shows it, should show it, or has ever shown it hears of this revision.</summary>
    private static ArticleState Announce(ArticleState state)
    {
        var pictures = PicturesOf(state);
        ImmutableArray<string> wanted =
        [
            TopicName.Archive(state.Site).Text,
            TopicName.Hub(state.Site).Text,
            TopicName.Front(state.Site).Text,
            TopicName.Section(state.Site, state.Draft.Section).Text,
            TopicName.Feed(state.Site).Text,
            TopicName.Feed(state.Site, state.Draft.Section).Text,
        ];
        if (state.Draft.Breaking || state.Public is { IsWithheld: true })
        {
            // What is withheld leaves the band too where an editor has raised it by hand.
            wanted = wanted.Add(TopicName.Breaking(state.Site).Text);
        }

        ImmutableArray<string> surfaces = [.. state.Surfaces.Union(wanted)];
        return state with
        {
            Surfaces = surfaces,
            Pictures = pictures,
            Pending =
            [
                .. surfaces.Concat(pictures.Select(picture => TopicName.Picture(picture).Text)).Select(topic => new PendingAnnouncement(topic, state.Version)),
            ],
        };
    }

    /// <summary>Looks do not push acts out of the half of the entries that is theirs, nor acts looks.</summary>
    private static ImmutableArray<ArticleAuditEntry> WithRoom(ImmutableArray<ArticleAuditEntry> audit, ArticleAuditEntry entry)
    {
        if (audit.Length < ArticleAuditEntry.KeptMax)
        {
            return audit;
        }

        var areLooksMany = audit.Append(entry).Count(IsLook) > ArticleAuditEntry.KeptMax / 2;
        return audit.RemoveAt(audit.IndexOf(audit.First(old => IsLook(old) == areLooksMany)));
    }

    private static bool IsLook(ArticleAuditEntry entry) => entry.Act.StartsWith("read-", StringComparison.Ordinal);

    /// <summary>
    /// Whether new ones would be more than may be told of it. None that it has had is ever forgotten instead: who does not
    /// hear of a retraction stays public.
    /// </summary>
    private static bool HasTooMany(ArticleState state, IEnumerable<string> pictures)
    {
        var known = PicturesOf(state);
        var together = known.Union(pictures).Count();
        return together > known.Length && together > ArticleDraft.PicturesEverMax;
    }
}
