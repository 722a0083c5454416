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
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ArticleDraft> GenDraft =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, (section, headline, body, breaking) => new ArticleDraft
        {
            Section = $"s{section}",
            Headline = $"제목 {headline}",
            Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = $"본문 {body}" }],
            Breaking = breaking,
        });

    private static readonly Gen<(int Act, ArticleDraft Draft, int Operation, int Expected, bool MayPublish)[]> GenActs =
        Gen.Select(Gen.Int[0, 4], GenDraft, Gen.Int[0, 30], Gen.Int[0, 6], Gen.Bool).Array[0, 30];

    [Fact]
    public void Whatever_is_done_in_whatever_order_the_rules_hold() => GenActs.Sample(acts =>
    {
        ArticleState? state = null;
        for (var index = 0; index < acts.Length; index++)
        {
            var before = state;
            var (kind, draft, operation, expected, mayPublish) = acts[index];
            var act = new ArticleAct
            {
                OperationId = operation.ToString(CultureInfo.InvariantCulture),
                Author = "시험",
                Expectation = new RevisionExpectation(expected > 4 ? 0 : expected),
                MayChangePublished = mayPublish,
            };
            var decision = Decide(state, kind, draft, act, Start.AddMinutes(index));
            Assert.Equal(decision.Verdict == ArticleVerdict.Done && decision.Next is not null, decision.Change is not null);
            state = decision.Next ?? state;
            if (decision.Next is not null)
            {
                CheckStep(before, state!, act, decision.Change!, kind);
            }
        }
    });

    [Fact]
    public void An_act_repeated_with_its_operation_id_changes_nothing() => GenActs.Sample(acts =>
    {
        ArticleState? state = null;
        for (var index = 0; index < acts.Length; index++)
        {
            var (kind, draft, _, _, _) = acts[index];
            var act = new ArticleAct { OperationId = $"operation {index}", Author = "시험", MayChangePublished = true };
            var first = Decide(state, kind, draft, act, Start.AddMinutes(index));
            state = first.Next ?? state;
            if (first.Next is not null)
            {
                var again = Decide(state, kind, draft, act, Start.AddHours(index + 1));
                Assert.Equal((ArticleVerdict.Done, null), (again.Verdict, again.Next));
            }
        }
    });

    [Fact]
    public void Everything_that_is_kept_has_a_bound()
    {
        var act = new ArticleAct { OperationId = "first", Author = "시험", MayChangePublished = true };
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "s", Headline = "제목" }, act, Start).Next;
        for (var index = 0; index < 200; index++)
        {
            var draft = new ArticleDraft { Section = "s", Headline = $"제목 {index}" };
            state = ArticleRules.Update(state, draft, act with { OperationId = $"{index}" }, Start).Next ?? state;
        }

        Assert.Equal(201, state!.Revision);
        Assert.Equal(ArticleRevision.KeptMax, state.Revisions.Length);
        Assert.Equal(201, state.Revisions[^1].Number);
        Assert.Equal(ArticleState.OperationsMax, state.Operations.Length);
    }

    private static void CheckStep(ArticleState? before, ArticleState after, ArticleAct act, TopicChange change, int kind)
    {
        Assert.Equal((before?.Revision ?? 0) + 1, after.Revision);
        Assert.Equal(after.Revision, after.Revisions[^1].Number);
        Assert.Contains(act.OperationId, after.Operations);
        Assert.True(act.Expectation.IsNone || before is null || act.Expectation.Revision == before.Revision);
        Assert.NotEqual(ArticleStage.Retracted, before?.Stage);
        Assert.Equal(after.Stage == ArticleStage.Draft, after.Public is null);
        if (before?.FirstPublishedAt is { } first)
        {
            Assert.Equal(first, after.FirstPublishedAt);
        }

        if (after.Public is not { } content)
        {
            Assert.Equal((TopicChange.None, true), (change, after.Pending.IsEmpty));
            return;
        }

        // Every place that shows it, or has shown it, is told of exactly this revision.
        Assert.All(after.Pending, pending => Assert.Equal(after.Revision, pending.Revision));
        var topics = after.Pending.Select(pending => pending.Topic).ToArray();
        Assert.Contains("front/default", topics);
        Assert.Contains($"section/default/{after.Draft.Section}", topics);
        Assert.Superset(before?.Surfaces.ToHashSet() ?? [], topics.ToHashSet());
        if (content.Stage == ArticleStage.Retracted)
        {
            Assert.Equal(TopicChange.Barrier, change);
            Assert.Equal(("", true, true), (content.Headline, content.Blocks.IsEmpty, content.Notes.IsEmpty));
        }
        else if (before?.Public is { } old)
        {
            AssertSame(content, (ArticleContent)old.Apply(change.Data!));
            Assert.Equal(kind == 3, content.Notes.Length > old.Notes.Length);
        }
        else
        {
            Assert.Equal(TopicChange.Snapshot, change);
        }
    }

    private static void AssertSame(ArticleContent expected, ArticleContent actual)
    {
        Assert.Equal(expected.Blocks.AsEnumerable(), actual.Blocks);
        Assert.Equal(expected.Notes.AsEnumerable(), actual.Notes);
        Assert.Equal(expected with { Blocks = [], Notes = [] }, actual with { Blocks = [], Notes = [] });
    }

    private static ArticleDecision Decide(ArticleState? state, int kind, ArticleDraft draft, ArticleAct act, DateTimeOffset now) => kind switch
    {
        0 => ArticleRules.Create(state, "a", "default", draft, act, now),
        1 => ArticleRules.Update(state, draft, act, now),
        2 => ArticleRules.Publish(state, act, now),
        3 => ArticleRules.Correct(state, draft, "정정", act, now),
        _ => ArticleRules.Retract(state, "철회", act, now),
    };
}
