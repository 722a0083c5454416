using System.Globalization;
using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class BreakingRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of few articles and items, so that steps meet.</summary>
    private static readonly Gen<Step[]> GenSteps = Gen.Select(
        Gen.Enum<StepKind>(), Gen.Int[0, 14], Gen.Int[0, 3], Gen.Int[1, 90],
        (kind, item, article, minutes) => new Step(kind, item, article, minutes)).Array[1, 60];

    [Fact]
    public void Whatever_happens_the_band_is_short_in_order_and_holds_nothing_that_is_withheld_or_over() => GenSteps.Sample(steps =>
    {
        var (state, now) = (BreakingState.Empty, Start);
        var articles = new Dictionary<string, ArticleContent>();
        foreach (var (index, step) in steps.Index())
        {
            now = now.AddMinutes(step.Minutes % 7);
            var before = state;
            state = Take(state, step, index, now, articles);

            Assert.InRange(state.Items.Length, 0, BreakingState.ItemsMax);
            Assert.Equal(state.Items.Length, state.Items.Select(item => item.Key).Distinct().Count());
            Assert.Equal(state.Items.Select(item => item.RaisedAt).OrderDescending(), state.Items.Select(item => item.RaisedAt));
            Assert.InRange(state.Removed.Length, 0, BreakingState.RemovedMax);
            Assert.InRange(state.Entries.Length, 0, BreakingEntry.KeptMax);
            Assert.DoesNotContain(state.Items, item => articles.GetValueOrDefault(item.ArticleId) is { IsWithheld: true });
            Assert.DoesNotContain(state.Entries, entry => entry.Item.Headline.Length > 0 && articles.GetValueOrDefault(entry.Item.ArticleId) is { Stage: ArticleStage.Retracted });
            if (step.Kind == StepKind.Expire)
            {
                Assert.DoesNotContain(state.Items, item => item.Until <= now);
                Assert.Equal(before.Items.Where(item => item.Until is not { } until || until > now), state.Items);
            }
        }
    });

    [Fact]
    public void An_older_state_of_an_article_changes_nothing() => GenSteps.Sample(steps =>
    {
        var (state, articles, told) = (BreakingState.Empty, new Dictionary<string, ArticleContent>(), new List<ArticleContent>());
        foreach (var (index, step) in steps.Index())
        {
            state = Take(state, step, index, Start.AddMinutes(index), articles);
            told.AddRange(articles.Values);
        }

        Assert.All(told, content => Assert.Same(state, BreakingRules.Apply(state, content)));
    });

    [Fact]
    public void What_is_withheld_is_a_barrier_also_for_a_band_that_dropped_it()
    {
        var state = BreakingRules.Apply(BreakingState.Empty, Content("a0", 1, ArticleStage.Published, Start));
        for (var item = 0; item < BreakingState.ItemsMax; item++)
        {
            state = BreakingRules.Raise(state, Item(item, "", Start.AddMinutes(item + 1), 60), Act(Text(item)), Start);
        }

        var held = Content("a0", 2, ArticleStage.Held, Start);
        var after = BreakingRules.Apply(state, held);

        Assert.DoesNotContain(state.Items, item => item.ArticleId == "a0");
        Assert.Equal(TopicChange.Barrier, BreakingRules.Change(state, after, held));
    }

    [Fact]
    public void Each_act_leaves_a_name_once_and_an_edit_keeps_its_place()
    {
        var raised = BreakingRules.Raise(BreakingState.Empty, Item(1, "", Start, 60), Act("one"), Start);
        raised = BreakingRules.Raise(raised, Item(2, "", Start.AddMinutes(1), 60), Act("two"), Start.AddMinutes(1));
        var edited = BreakingRules.Raise(raised, Item(1, "", Start.AddMinutes(2), 60) with { Headline = "고친 속보" }, Act("three"), Start.AddMinutes(2));
        var lowered = BreakingRules.Lower(edited, "i2", Act("four"), Start.AddMinutes(3));

        Assert.Equal(["i2", "i1"], edited.Items.Select(item => item.Key));
        Assert.Equal(
            [("raise", "속보 1"), ("raise", "속보 2"), ("change", "고친 속보"), ("lower", "속보 2")],
            lowered.Entries.Select(entry => (entry.Act, entry.Item.Headline)));
        Assert.All(lowered.Entries, entry => Assert.Equal("이편집", entry.Author));
        Assert.Same(lowered, BreakingRules.Raise(lowered, Item(1, "", Start, 60), Act("one"), Start.AddMinutes(4)));
        Assert.Same(lowered, BreakingRules.Lower(lowered, "i2", Act("five"), Start.AddMinutes(4)));
    }

    private static BreakingState Take(BreakingState state, Step step, int index, DateTimeOffset now, Dictionary<string, ArticleContent> articles)
    {
        var article = $"a{Text(step.Article)}";
        var version = articles.TryGetValue(article, out var last) ? last.Revision + 1 : 1;
        switch (step.Kind)
        {
            case StepKind.Raise:
                return BreakingRules.Raise(state, Item(step.Item, "", now, step.Minutes), Act(Text(index)), now);
            case StepKind.RaiseForArticle:
                // The grain asks before it raises.
                return last is null or { IsWithheld: true } ? state : BreakingRules.Raise(state, Item(step.Item, article, now, step.Minutes), Act(Text(index)), now);
            case StepKind.Lower:
                return BreakingRules.Lower(state, $"i{Text(step.Item)}", Act(Text(index)), now);
            case StepKind.Expire:
                return BreakingRules.Expire(state, now);
            default:
                articles[article] = Content(article, version, step.Kind switch { StepKind.Hold => ArticleStage.Held, StepKind.Retract => ArticleStage.Retracted, _ => ArticleStage.Updated }, now);
                return BreakingRules.Apply(state, articles[article]);
        }
    }

    private static BreakingItem Item(int number, string article, DateTimeOffset now, int minutes) =>
        new(article, 0, $"속보 {number}", now, false) { Id = $"i{Text(number)}", Until = now.AddMinutes(minutes) };

    private static ArticleContent Content(string id, int revision, ArticleStage stage, DateTimeOffset now) => new()
    {
        Id = id,
        Site = "default",
        Section = "local",
        Revision = revision,
        Stage = stage,
        Headline = "제목",
        Breaking = true,
        FirstPublishedAt = Start,
        ModifiedAt = now,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ArticleAct Act(string operation) => new() { OperationId = operation, Author = "이편집" };

    private enum StepKind
    {
        Raise = 0,
        RaiseForArticle = 1,
        Lower = 2,
        Expire = 3,
        Publish = 4,
        Hold = 5,
        Retract = 6,
    }

    private sealed record Step(StepKind Kind, int Item, int Article, int Minutes);
}
