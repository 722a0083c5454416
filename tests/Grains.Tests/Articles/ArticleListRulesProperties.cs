using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ArticleListRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Revisions of 200 articles; the last one of each retracts it, moves it away, or neither.</summary>
    private static readonly Gen<(int Article, int Revision)[]> GenAnnouncements =
        Gen.Select(Gen.Int[0, 199], Gen.Int[1, 5]).Array[0, 400];

    [Fact]
    public void Announcements_in_any_order_and_number_end_in_the_newest() => GenAnnouncements.Sample(announcements =>
    {
        var state = ArticleListState.Empty;
        foreach (var (article, revision) in announcements)
        {
            state = Step(state, Content(article, revision));
        }

        var newest = announcements.GroupBy(item => item.Article).Select(group => Content(group.Key, group.Max(item => item.Revision)));
        var expected = newest.Where(Belongs)
            .OrderByDescending(content => content.FirstPublishedAt).ThenByDescending(content => content.Id, StringComparer.Ordinal)
            .Select(ArticleListRules.Card).Take(ArticleList.CardsMax);

        // Articles that were pushed off the end of the reserve by ones that left later may be missing, never wrong ones there.
        var cards = state.Public.Cards;
        if (newest.Count() <= ArticleListState.KeptMax)
        {
            Assert.Equal(expected, cards);
        }

        Assert.True(cards.Length <= ArticleList.CardsMax && state.Cards.Length <= ArticleListState.KeptMax);
    });

    [Fact]
    public void Once_retracted_it_never_comes_back() => GenAnnouncements.Sample(announcements =>
    {
        var state = ArticleListState.Empty;
        var retracted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (article, revision) in announcements)
        {
            var content = Content(article, revision);
            state = Step(state, content);
            if (content.Stage == ArticleStage.Retracted)
            {
                retracted.Add(content.Id);
            }

            Assert.DoesNotContain(state.Cards, card => retracted.Contains(card.Id));
        }
    });

    private static ArticleListState Step(ArticleListState before, ArticleContent content)
    {
        var after = ArticleListRules.Apply(before, content, Belongs(content));
        if (ReferenceEquals(before, after))
        {
            return before;
        }

        var change = ArticleListRules.Change(before, after, content);
        if (change.Data is ArticleListDelta delta)
        {
            Assert.Equal(after.Public.Cards.AsEnumerable(), ((ArticleList)before.Public.Apply(delta)).Cards);
        }
        else if (change.Kind is null)
        {
            Assert.Equal(before.Public.Cards.AsEnumerable(), after.Public.Cards);
        }
        else
        {
            Assert.Equal((UpdateKind.Snapshot, true, ArticleStage.Retracted), (change.Kind, change.IsBarrier, content.Stage));
        }

        return after;
    }

    private static bool Belongs(ArticleContent content) => content.Stage != ArticleStage.Retracted && content.Section == "here";

    private static ArticleContent Content(int article, int revision) => new()
    {
        Id = $"a{article:000}",
        Site = "default",
        Section = revision == 5 && article % 3 == 1 ? "there" : "here",
        Revision = revision,
        Stage = revision == 5 && article % 3 == 0 ? ArticleStage.Retracted : ArticleStage.Updated,
        Headline = $"제목 {revision}",
        FirstPublishedAt = Start.AddMinutes(article / 2),
        ModifiedAt = Start.AddMinutes(revision),
    };
}
