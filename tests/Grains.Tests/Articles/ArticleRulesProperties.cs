using System.Globalization;
using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ArticleRulesProperties
{
    private const int Erasing = 10;
    private const int Restoring = 14;

    /// <summary>What follows are acts on posts.</summary>
    private const int Covering = 15;

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ArticleDraft> GenDraft =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 40], (section, headline, body, breaking, expires) => new ArticleDraft
        {
            Section = $"s{section}",
            Headline = $"제목 {headline}",
            Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = $"본문 {body}" }],
            Breaking = breaking,
            Tags = [.. Enumerable.Range(0, body).Select(tag => $"꼬리표 {tag}")],
            Urgency = body,
            ExpiresAt = expires < 10 ? Start.AddMinutes(expires) : null,
        });

    private static readonly Gen<Step[]> GenSteps = Gen.Select(
        Gen.Int[0, 13], GenDraft, Gen.Int[0, 60], Gen.Int[0, 6], Gen.Bool, Gen.Int[0, 40],
        (kind, draft, operation, expected, mayPublish, minutes) => new Step(kind, draft, operation, expected, mayPublish, minutes)).Array[0, 40];

    /// <summary>Of an article that is public from the second step on.</summary>
    private static readonly Gen<Step[]> GenLife = Gen.Select(Gen.Int[0, 19], GenDraft, Gen.Int[0, 40], (kind, draft, minutes) => new Step(kind, draft, 0, 0, true, minutes)).Array[0, 38]
        .Select(steps => (Step[])[new Step(0, new ArticleDraft { Section = "s", Headline = "처음" }, 0, 0, true, 0), new Step(12, new ArticleDraft { Section = "s", Headline = "" }, 0, 0, true, 0), .. steps]);

    [Fact]
    public void Whatever_is_done_in_whatever_order_the_rules_hold() => GenSteps.Sample(steps =>
    {
        ArticleState? state = null;
        for (var index = 0; index < steps.Length; index++)
        {
            var before = state;
            var step = steps[index];
            var act = new ArticleAct
            {
                OperationId = step.Operation.ToString(CultureInfo.InvariantCulture),
                Author = step.Operation % 2 == 0 ? "김기자" : "이편집",
                Expectation = new RevisionExpectation(step.Expected > 4 ? 0 : step.Expected),
                MayChangePublished = step.MayPublish,
            };
            var now = Start.AddMinutes(index);
            var decision = Decide(state, step, act, now);
            Assert.Equal(decision.Verdict == ArticleVerdict.Done && decision.Next is not null, decision.Change is not null);
            state = decision.Next ?? state;
            if (decision.Next is not null)
            {
                CheckStep(before, state!, step, act, decision.Change!, now);
            }
        }
    });

    [Fact]
    public void An_act_repeated_with_its_operation_id_changes_nothing() => GenSteps.Sample(steps =>
    {
        ArticleState? state = null;
        for (var index = 0; index < steps.Length; index++)
        {
            var act = new ArticleAct { OperationId = $"operation {index}", Author = index % 2 == 0 ? "김기자" : "이편집", MayChangePublished = true };
            var first = Decide(state, steps[index], act, Start.AddMinutes(index));
            state = first.Next ?? state;
            if (first.Next is not null && steps[index].Kind != 13)
            {
                var again = Decide(state, steps[index], act, Start.AddHours(index + 1));
                Assert.Equal((ArticleVerdict.Done, null), (again.Verdict, again.Next));
            }
        }
    });

    [Fact]
    public void Nothing_is_public_before_its_moment_and_its_embargo() => Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 120].Array[1, 20]).Sample(
        (at, until, looks) =>
        {
            var act = new ArticleAct { OperationId = "1", Author = "이편집", MayChangePublished = true };
            var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "s", Headline = "제목" }, act, Start).Next!;
            var embargo = new ArticleEmbargo { Until = Start.AddMinutes(until), Local = "2026-11-23T09:00:00", Zone = "Asia/Seoul" };
            state = ArticleRules.SetEmbargo(state, embargo, act with { OperationId = "2" }, Start).Next!;
            state = ArticleRules.Publish(state, Start.AddMinutes(at), act with { OperationId = "3" }, Start).Next!;
            foreach (var minute in looks.Order())
            {
                var now = Start.AddMinutes(minute);
                state = ArticleRules.Due(state, now).Next ?? state;

                Assert.Equal(minute >= Math.Max(at, until) || (at == 0 && until == 0), state.Public is not null);
                Assert.True(state.Public is not { } content || content.FirstPublishedAt >= Start.AddMinutes(Math.Max(at, until)));
            }

            Assert.True(state.Public is null || (state.Embargo is null && state.NextDue is null));
        });

    [Fact]
    public void A_held_article_comes_back_as_it_was_and_not_before() => Gen.Select(GenDraft, Gen.Int[1, 100], Gen.Int[0, 200], Gen.Bool).Sample((draft, until, look, corrected) =>
    {
        var act = new ArticleAct { OperationId = "1", Author = "이편집", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", draft, act, Start).Next!;
        state = ArticleRules.Publish(state, null, act with { OperationId = "2" }, Start).Next!;
        state = corrected ? ArticleRules.Correct(state, draft with { Headline = "바른 제목" }, "바로잡음", act with { OperationId = "3" }, Start).Next! : state;
        var before = state.Public!;

        var hold = ArticleRules.Hold(state, Start.AddMinutes(until), "임시조치", act with { OperationId = "4" }, Start);
        var held = hold.Next!;
        var later = ArticleRules.Due(held, Start.AddMinutes(look)).Next ?? held;

        Assert.Equal((TopicChange.Barrier, "", true), (hold.Change, held.Public!.Headline, held.Public.Blocks.IsEmpty && held.Public.Notes.IsEmpty));
        Assert.Equal(look >= until, later.Stage != ArticleStage.Held);
        if (look >= until)
        {
            AssertSame(before with { Revision = later.Revision, VersionCreated = later.ModifiedAt, ReturnedAt = later.ModifiedAt, Expired = draft.ExpiresAt <= Start.AddMinutes(look) }, later.Public!);
        }
    });

    [Fact]
    public void One_person_alone_erases_nothing_and_two_leave_nothing() => Gen.Select(GenDraft, Gen.Bool, Gen.Bool).Sample((draft, published, retracted) =>
    {
        var act = new ArticleAct { OperationId = "1", Author = "이편집", Reason = "사유", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", draft, act, Start).Next!;
        state = published ? ArticleRules.Publish(state, null, act with { OperationId = "2" }, Start).Next! : state;
        state = published && retracted ? ArticleRules.Retract(state, "철회", act with { OperationId = "3" }, Start).Next! : state;

        var asked = ArticleRules.Erase(state, act with { OperationId = "4" }, Start).Next!;
        var alone = ArticleRules.Erase(asked, act with { OperationId = "5" }, Start);
        var gone = ArticleRules.Erase(asked, act with { OperationId = "6", Author = "박국장" }, Start).Next!;

        Assert.Equal((state.Revision, state.Draft), (asked.Revision, asked.Draft));
        Assert.Equal((ArticleVerdict.SamePerson, null), (alone.Verdict, alone.Next));
        Assert.Equal((ArticleStage.Erased, "", true), (gone.Stage, gone.Draft.Headline, gone.Draft.Blocks.IsEmpty));
        Assert.All(gone.Revisions, revision => Assert.Equal(("", ""), (revision.Reason, revision.OperationId)));
        Assert.Equal(state.Revisions.Length, gone.ToErase.Distinct().Count());
        Assert.Equal(("사유", "", asked.Audit[0].Act), (asked.Audit[0].Reason, gone.Audit[0].Reason, gone.Audit[0].Act));
        Assert.Equal(published, gone.Public is not null);
        Assert.Equal(["이편집"], gone.Audit.Select(entry => entry.Author));
    });

    [Fact]
    public void Who_reads_a_held_text_is_named_once_a_day_and_in_each_hold()
    {
        var act = new ArticleAct { OperationId = "1", Author = "이편집", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "local", Headline = "제목" }, act, Start).Next!;
        state = ArticleRules.Publish(state, null, act with { OperationId = "2" }, Start).Next!;
        Assert.Same(state, ArticleRules.Look(state, "김편집", Start));

        state = ArticleRules.Hold(state, Start.AddDays(30), "", act with { OperationId = "3" }, Start).Next!;
        var once = ArticleRules.Look(state, "김편집", Start.AddHours(1));
        var again = ArticleRules.Look(once, "김편집", Start.AddHours(25).AddTicks(-1));
        var other = ArticleRules.Look(again, "박국장", Start.AddHours(2));
        var nextDay = ArticleRules.Look(other, "김편집", Start.AddHours(25));
        var released = ArticleRules.Release(nextDay, act with { OperationId = "4" }, Start.AddHours(26)).Next!;
        var heldAnew = ArticleRules.Look(
            ArticleRules.Hold(released, Start.AddDays(30), "", act with { OperationId = "5" }, Start.AddHours(27)).Next!, "김편집", Start.AddHours(28));

        Assert.Same(once, again);
        Assert.Equal(
            [("김편집", 1), ("박국장", 2), ("김편집", 25), ("김편집", 28)],
            heldAnew.Audit.Select(entry => (entry.Author, (int)(entry.At - Start).TotalHours)));
        Assert.All(heldAnew.Audit, entry => Assert.Equal("read-held", entry.Act));
        Assert.Equal((state.Revision, state.ModifiedAt), (nextDay.Revision, nextDay.ModifiedAt));
    }

    [Fact]
    public void Neither_looks_nor_acts_push_the_others_out_of_their_half() => Gen.Select(Gen.Bool.Array[0, 700], Gen.Bool).Sample((kinds, looks) =>
    {
        var half = ArticleAuditEntry.KeptMax / 2;
        var names = kinds.Concat(Enumerable.Repeat(looks, 600)).Select((look, number) => $"{(look ? "read-at" : "keep")} {number}").ToArray();
        var act = new ArticleAct { OperationId = "1", Author = "이편집" };
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "local", Headline = "제목" }, act, Start).Next!;
        foreach (var name in names)
        {
            state = ArticleRules.Note(state, name, act, Start);
        }

        var kept = state.Audit.Select(entry => entry.Act).ToArray();
        Assert.Equal(Math.Min(names.Length, ArticleAuditEntry.KeptMax), kept.Length);
        Assert.Equal(names.Where(kept.Contains), kept);
        AssertHalf("read-");
        AssertHalf("keep");

        void AssertHalf(string kind) =>
            Assert.Equal(names.Where(name => name.StartsWith(kind, StringComparison.Ordinal)).TakeLast(half), kept.Where(name => name.StartsWith(kind, StringComparison.Ordinal)).TakeLast(half));
    }, iter: 30);

    [Fact]
    public void A_request_to_erase_can_be_taken_back_and_does_not_last()
    {
        var act = new ArticleAct { OperationId = "1", Author = "이편집", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "s", Headline = "제목" }, act, Start).Next!;
        var asked = ArticleRules.Erase(state, act with { OperationId = "2" }, Start).Next!;
        var other = act with { OperationId = "3", Author = "박국장" };

        var kept = ArticleRules.KeepText(asked, other, Start).Next!;
        var late = ArticleRules.Erase(asked, other, Start + ArticleErasure.ValidFor + TimeSpan.FromSeconds(1)).Next!;
        var inTime = ArticleRules.Erase(asked, other, Start + ArticleErasure.ValidFor).Next!;

        Assert.Null(kept.Erasure);
        Assert.Equal(ArticleStage.Draft, ArticleRules.Erase(kept, other with { OperationId = "4" }, Start).Next!.Stage);
        Assert.Equal(["ask-to-erase", "keep"], kept.Audit.Select(entry => entry.Act));
        Assert.Equal((ArticleStage.Draft, "박국장"), (late.Stage, late.Erasure!.Author));
        Assert.Equal(ArticleStage.Erased, inTime.Stage);
    }

    [Fact]
    public void A_clock_that_goes_back_turns_no_history_around() => Gen.Select(GenSteps, Gen.Int[-600, 600].Array[40]).Sample((steps, seconds) =>
    {
        ArticleState? state = null;
        for (var index = 0; index < steps.Length; index++)
        {
            var act = new ArticleAct { OperationId = $"operation {index}", Author = "이편집", MayChangePublished = true };
            var before = state;
            state = Decide(state, steps[index], act, Start.AddSeconds((index * 60) + seconds[index])).Next ?? state;
            if (state is null)
            {
                continue;
            }

            Assert.True(before is null || state.ModifiedAt >= before.ModifiedAt);
            Assert.Equal(state.Revisions.Select(revision => revision.At).Order(), state.Revisions.Select(revision => revision.At));
            Assert.Equal(state.Notes.Select(note => note.At).Order(), state.Notes.Select(note => note.At));
            Assert.True(state.FirstPublishedAt is null || state.FirstPublishedAt <= state.ModifiedAt);
            Assert.True(before?.FirstPublishedAt is not null || state.FirstPublishedAt is null || state.FirstPublishedAt == Start.AddSeconds((index * 60) + seconds[index]));
        }
    });

    [Fact]
    public void The_public_time_is_that_of_the_text_and_a_version_has_its_own() => Gen.Select(GenLife, Gen.Bool.Array[40]).Sample((steps, isOld) =>
    {
        ArticleState? state = null;
        for (var index = 0; index < steps.Length; index++)
        {
            // What an older version wrote says one time for both.
            var before = isOld[index] && state is not null ? state with { TextChangedAt = null } : state;
            var act = new ArticleAct { OperationId = $"operation {index}", Author = index % 2 == 0 ? "김기자" : "이편집", MayChangePublished = true };
            var now = Start.AddMinutes(index + 1);
            state = DecideLive(before, steps[index], act, now).Next ?? before;
            if (ReferenceEquals(state, before) || state?.Public is not { } content)
            {
                continue;
            }

            var told = index < 2 ? null : before!.Public;
            var expected = told is null ? content.FirstPublishedAt
                : IsText(steps[index].Kind, state) ? now
                : told.ModifiedAt;
            Assert.Equal((expected, state.ModifiedAt), (content.ModifiedAt, content.VersionCreatedAt));
            if (steps[index].Kind > Covering && before!.TextChangedAt is not null)
            {
                // The text of the article under the posts is as old as before.
                Assert.Equal(before.Standing.Public?.ModifiedAt, state.Standing.Public!.ModifiedAt);
            }

            Assert.Equal(steps[index].Kind is Erasing && state.Stage != ArticleStage.Erased ? before!.ModifiedAt : now, state.ModifiedAt);
        }
    });

    [Fact]
    public void Everything_that_is_kept_has_a_bound()
    {
        var act = new ArticleAct { OperationId = "first", Author = "시험", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "s", Headline = "제목" }, act, Start).Next;
        for (var index = 0; index < 700; index++)
        {
            var draft = new ArticleDraft { Section = "s", Headline = $"제목 {index}" };
            state = ArticleRules.Update(state, draft, act with { OperationId = $"{index}" }, Start).Next ?? state;
            state = ArticleRules.Note(state!, "read-at", act, Start);
        }

        Assert.Equal(701, state!.Revision);
        Assert.Equal(ArticleRevision.KeptMax, state.Revisions.Length);
        Assert.Equal(701, state.Revisions[^1].Number);
        Assert.Equal(ArticleState.OperationsMax, state.Operations.Length);
        Assert.Equal(ArticleAuditEntry.KeptMax, state.Audit.Length);
        Assert.Equal(201, state.ToErase.Length);
    }

    private static void CheckStep(ArticleState? before, ArticleState after, Step step, ArticleAct act, TopicChange change, DateTimeOffset now)
    {
        if (step.Kind == Erasing && after.Stage != ArticleStage.Erased)
        {
            Assert.Equal((before!.Revision, TopicChange.None), (after.Revision, change));
            return;
        }

        Assert.Equal((before?.Revision ?? 0) + 1, after.Revision);
        Assert.Equal(after.Revision, after.Revisions[^1].Number);
        Assert.NotEqual("", after.Revisions[^1].Author);
        Assert.NotEqual("", after.Revisions[^1].Act);
        Assert.NotEqual(ArticleStage.Erased, before?.Stage);
        Assert.True(before?.Stage != ArticleStage.Retracted || after.Stage == ArticleStage.Erased);
        if (step.Kind != 13)
        {
            Assert.Contains(act.OperationId, after.Operations);
            Assert.True(act.Expectation.IsNone || before is null or { Stage: ArticleStage.Retracted } || act.Expectation.Revision == before.Revision);
        }

        if (before?.FirstPublishedAt is { } first)
        {
            Assert.Equal(first, after.FirstPublishedAt);
        }

        // A reporter never makes anything public, nor changes what is.
        Assert.True(step.MayPublish || step.Kind is 2 or 3 or 4 or 8 or 9 or Erasing or 11 or 12 or 13 || after.Public is null);
        Assert.Equal(after.FirstPublishedAt is null, after.Public is null);
        if (after.Public is not { } content)
        {
            Assert.Equal((TopicChange.None, true), (change, after.Pending.IsEmpty));
            return;
        }

        CheckAnnounced(before, after);
        CheckPublic(before?.Public, after, content, change, step.Kind);
        Assert.True(content.IsWithheld || before is null || !content.Expired || content.ExpiresAt <= now);
    }

    /// <summary>Every place that shows it, or has shown it, is told of exactly this revision.</summary>
    private static void CheckAnnounced(ArticleState? before, ArticleState after)
    {
        Assert.All(after.Pending, pending => Assert.Equal(after.Revision, pending.Revision));
        var topics = after.Pending.Select(pending => pending.Topic).ToArray();
        Assert.Contains("front/default", topics);
        Assert.Contains("feed/default", topics);
        Assert.Contains($"section/default/{after.Draft.Section}", topics);
        Assert.Contains($"feed/default/{after.Draft.Section}", topics);
        Assert.Superset(before?.Surfaces.ToHashSet() ?? [], topics.ToHashSet());
    }

    private static void CheckPublic(ArticleContent? old, ArticleState after, ArticleContent content, TopicChange change, int kind)
    {
        if (content.IsWithheld)
        {
            Assert.Equal(kind is 1 or 3 or 8 ? TopicChange.Snapshot : TopicChange.Barrier, change);
            Assert.Equal(("", "", true, true), (content.Headline, content.Summary, content.Blocks.IsEmpty, content.Notes.IsEmpty));
        }
        else if (old is { IsWithheld: false })
        {
            AssertSame(content, (ArticleContent)old.Apply(change.Data!));
            Assert.Equal(kind == 3, content.Notes.Length > old.Notes.Length);
        }
        else
        {
            Assert.Equal(TopicChange.Snapshot, change);
            Assert.Null(after.Hold);
        }
    }

    private static void AssertSame(ArticleContent expected, ArticleContent actual)
    {
        Assert.Equal(expected.Blocks.AsEnumerable(), actual.Blocks);
        Assert.Equal(expected.Notes.AsEnumerable(), actual.Notes);
        Assert.Equal(expected.Tags.AsEnumerable(), actual.Tags);
        Assert.Equal(expected with { Blocks = [], Notes = [], Tags = [] }, actual with { Blocks = [], Notes = [], Tags = [] });
    }

    private static bool IsText(int kind, ArticleState after) => kind is 1 or 3 or 4 or Restoring or > Covering || (kind == Erasing && after.Stage == ArticleStage.Erased);

    /// <summary>Posts beside the acts of <see cref="Decide"/>.</summary>
    private static ArticleDecision DecideLive(ArticleState? state, Step step, ArticleAct act, DateTimeOffset now)
    {
        var post = new LivePostDraft { Blocks = step.Draft.Blocks, Headline = step.Draft.Headline };
        var id = $"p{step.Minutes % 3}";
        return step.Kind switch
        {
            Restoring => ArticleRules.Update(state, step.Draft, act, now, "restore"),
            Covering => ArticleRules.SetCoverage(state, step.Minutes % 2 == 0, act, now),
            16 => ArticleRules.AddPost(state, id, post, act, now),
            17 => ArticleRules.UpdatePost(state, id, post, act, now),
            18 => ArticleRules.HidePost(state, id, act, now),
            19 => ArticleRules.MovePost(state, id, null, act, now),
            _ => Decide(state, step, act, now),
        };
    }

    private static ArticleDecision Decide(ArticleState? state, Step step, ArticleAct act, DateTimeOffset now) => step.Kind switch
    {
        0 => ArticleRules.Create(state, "a", "default", step.Draft, act, now),
        1 => ArticleRules.Update(state, step.Draft, act, now),
        2 => ArticleRules.Publish(state, step.Minutes < 20 ? null : Start.AddMinutes(step.Minutes), act, now),
        3 => ArticleRules.Correct(state, step.Draft, "정정", act, now),
        4 => ArticleRules.Retract(state, "철회", act, now),
        5 => ArticleRules.Submit(state, act, now),
        6 => ArticleRules.Withdraw(state, act, now),
        7 => ArticleRules.SetEmbargo(
            state,
            step.Minutes < 10 ? null : new ArticleEmbargo { Until = Start.AddMinutes(step.Minutes), Local = "2026-11-23T09:00:00", Zone = "Asia/Seoul" },
            act,
            now),
        8 => ArticleRules.ClaimCorrection(state, step.Minutes % 2 == 0, act, now),
        9 => ArticleRules.Hold(state, Start.AddMinutes(step.Minutes + 1), "임시조치", act, now),
        Erasing => ArticleRules.Erase(state, act, now),
        11 => ArticleRules.Release(state, act, now),
        12 => ArticleRules.Publish(state, null, act, now),
        _ => state is null ? ArticleDecision.Nothing : ArticleRules.Due(state, now),
    };

    private sealed record Step(int Kind, ArticleDraft Draft, int Operation, int Expected, bool MayPublish, int Minutes);
}
