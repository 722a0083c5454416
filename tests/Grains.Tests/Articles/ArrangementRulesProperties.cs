using System.Globalization;
using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ArrangementRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An arrangement of some of 90 articles, each named once.</summary>
    private static readonly Gen<ListArrangement> GenArrangement = Gen.Select(
        Gen.Shuffle(Enumerable.Range(0, 90).ToArray(), 12), Gen.Bool, Gen.Int[0, 5], Gen.Int[1, 60].Array[0, 5], (articles, top, ordered, positions) => new ListArrangement
        {
            Revision = 2,
            Top = top ? Id(articles[0]) : "",
            Order = [.. articles.Skip(1).Take(ordered).Select(Id)],
            Pins = [.. positions.Distinct().Zip(articles.Skip(7)).Select(pair => new ArrangementPin(Id(pair.Second), pair.First))],
            Notice = top ? new ListNotice(Id(articles[0]), "바로잡습니다", Start.AddHours(1)) : null,
        });

    private static readonly Gen<int[]> GenShown = Gen.Int[0, 89].Array[0, 90];

    [Fact]
    public void Top_order_and_pins_stand_where_they_are_wanted_and_the_rest_newest_first() => Gen.Select(GenShown, GenArrangement).Sample((shown, arrangement) =>
    {
        var cards = ArticleListRules.Sort(shown.Distinct().Select(Card));
        var list = ArrangementRules.Arrange(cards, arrangement);
        var order = list.Displayed.Select(card => card.Id).ToArray();
        var known = cards.Select(card => card.Id).ToHashSet();
        var pinned = arrangement.Pins.Where(pin => known.Contains(pin.Article)).OrderBy(pin => pin.Position).ToArray();
        string[] head = [.. new[] { arrangement.Top }.Concat(arrangement.Order).Where(known.Contains)];

        Assert.Equal(Math.Min(cards.Length, ArticleList.CardsMax), order.Length);
        Assert.Equal(order.Length, order.Distinct().Count());
        Assert.Equal(list.Cards, ArticleListRules.Sort(list.Cards));
        foreach (var pin in pinned.Where(pin => pin.Position <= cards.Length - pinned.Length))
        {
            Assert.Equal(pin.Article, order[pin.Position - 1]);
        }

        var flow = order.Except(pinned.Select(pin => pin.Article)).ToArray();
        Assert.Equal(head.Take(flow.Length), flow.Take(head.Length));
        var rest = flow.Skip(head.Length).ToArray();
        Assert.Equal(cards.Select(card => card.Id).Where(rest.Contains), rest);
        Assert.Equal(known.Contains(arrangement.Notice?.Article ?? "") ? arrangement.Notice : null, list.Notice);
    });

    [Fact]
    public void Nothing_that_may_not_be_shown_gets_in_and_what_comes_back_has_its_place() => Gen.Select(GenShown, GenArrangement, Gen.Int[0, 89]).Sample((shown, arrangement, held) =>
    {
        var state = ArticleListRules.Arrange(ArticleListState.Empty, arrangement, Act("1"), Start);
        foreach (var article in shown.Append(held).Distinct())
        {
            state = Step(state, Content(article, 1, ArticleStage.Published));
        }

        var before = state.Public;
        state = Step(state, Content(held, 2, ArticleStage.Held));
        Assert.DoesNotContain(state.Public.Displayed, card => card.Id == Id(held));
        Assert.DoesNotContain(state.Public.Places, place => place.Article == Id(held));
        Assert.NotEqual(Id(held), state.Public.Notice?.Article);

        state = Step(state, Content(held, 3, ArticleStage.Published));

        Assert.Equal(before.Displayed.Select(card => card.Id), state.Public.Displayed.Select(card => card.Id));
        Assert.Equal(before.Notice, state.Public.Notice);
        state = Step(state, Content(held, 4, ArticleStage.Retracted));
        state = Step(state, Content(held, 3, ArticleStage.Published));
        Assert.DoesNotContain(state.Public.Displayed, card => card.Id == Id(held));
    });

    [Fact]
    public void An_arranged_article_stays_however_old_it_gets_and_leaves_when_it_is_arranged_no_more()
    {
        var state = Step(ArticleListState.Empty, Content(0, 1, ArticleStage.Published));
        state = ArticleListRules.Arrange(state, ListArrangement.None with { Top = Id(0) }, Act("1"), Start);
        for (var article = 1; article <= ArticleListState.KeptMax + 10; article++)
        {
            state = Step(state, Content(article, 1, ArticleStage.Published));
        }

        Assert.Equal((Id(0), ArticleList.CardsMax), (state.Public.Displayed[0].Id, state.Public.Cards.Length));
        Assert.Equal(ArticleListState.KeptMax + 1, state.Cards.Length);

        state = ArticleListRules.Arrange(state, ListArrangement.None, Act("2"), Start);

        Assert.Equal(ArticleListState.KeptMax, state.Cards.Length);
        Assert.DoesNotContain(state.Cards, card => card.Id == Id(0));
        Assert.Equal(state.Public.Cards, state.Public.Displayed);
    }

    [Fact]
    public void Of_a_retracted_article_no_word_is_left_and_of_all_others_every_one() => Gen.Select(GenArrangement.Array[1, 8], Gen.Int[0, 89]).Sample((arrangements, gone) =>
    {
        var state = Step(ArticleListState.Empty, Content(gone, 1, ArticleStage.Published));
        foreach (var (index, arrangement) in arrangements.Index())
        {
            state = ArticleListRules.Arrange(state, arrangement, Act($"{index}") with { Reason = $"까닭 {index}" }, Start);
        }

        var held = Step(state, Content(gone, 2, ArticleStage.Held));
        var after = Step(state, Content(gone, 2, ArticleStage.Retracted));

        Assert.Equal(state.Arranged, held.Arranged);
        Assert.Equal(state.Arrangements.AsEnumerable(), held.Arrangements);
        Assert.NotEqual(Id(gone), after.Arrangement.Notice?.Article);
        Assert.Equal(state.Arrangement with { Notice = null }, after.Arrangement with { Notice = null });
        foreach (var (index, (old, entry)) in state.Arrangements.Zip(after.Arrangements).Index())
        {
            var isAbout = arrangements.Skip(Math.Max(0, index - 1)).Take(index == 0 ? 1 : 2).Any(arrangement => arrangement.Articles.Contains(Id(gone)));
            var isOf = old.Arrangement.Notice?.Article == Id(gone);
            Assert.Equal(old with { Reason = isAbout ? "" : old.Reason, Arrangement = isOf ? old.Arrangement with { Notice = old.Arrangement.Notice! with { Text = "" } } : old.Arrangement }, entry);
        }
    });

    /// <summary>What readers are told brings what they had to what they shall have.</summary>
    private static ArticleListState Step(ArticleListState before, ArticleContent content)
    {
        var after = ArticleListRules.Apply(before, content, belongs: true);
        if (ArticleListRules.Change(before, after, content).Data is ArticleListDelta delta)
        {
            var applied = (ArticleList)before.Public.Apply(delta);
            Assert.Equal(after.Public.Displayed, applied.Displayed);
            Assert.Equal(after.Public.Notice, applied.Notice);
        }

        return after;
    }

    private static ArticleCard Card(int article) => ArticleListRules.Card(Content(article, 1, ArticleStage.Published));

    private static ArticleContent Content(int article, int revision, ArticleStage stage) => new()
    {
        Id = Id(article),
        Site = "default",
        Section = "local",
        Revision = revision,
        Stage = stage,
        Headline = $"제목 {article}",
        FirstPublishedAt = Start.AddMinutes(article),
        ModifiedAt = Start.AddMinutes(article),
    };

    private static string Id(int article) => string.Create(CultureInfo.InvariantCulture, $"a{article:000}");

    private static ArticleAct Act(string operation) => new() { OperationId = operation, Author = "이편집", MayChangePublished = true };
}
