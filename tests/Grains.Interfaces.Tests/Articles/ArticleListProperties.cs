using CsCheck;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Articles;

public sealed class ArticleListProperties
{
    private static readonly Gen<ArticleCard> Card = Gen.Select(Gen.Int[1, 90], Gen.Int[1, 5], Gen.Int[0, 40], (id, revision, minute) => new ArticleCard
    {
        Id = $"a{id:00}",
        Revision = revision,
        Section = "local",
        Headline = $"{id}.{revision}",
        FirstPublishedAt = DateTimeOffset.UnixEpoch.AddMinutes(minute),
        ModifiedAt = DateTimeOffset.UnixEpoch.AddMinutes(minute),
    });

    private static readonly Gen<ArticleListDelta> Delta = Gen.Select(
        Card.Array[0, 4], Gen.Int[1, 90].Array[0, 2], (cards, removed) => new ArticleListDelta(
            [.. cards.DistinctBy(card => card.Id)], [.. removed.Select(id => $"a{id:00}")]));

    [Fact]
    public void A_list_stays_sorted_bounded_and_without_doubles() => Delta.Array[0, 60].Sample(deltas =>
    {
        var list = new ArticleList([]);
        foreach (var delta in deltas)
        {
            list = (ArticleList)list.Apply(delta);

            Assert.Equal(list.Cards.Length, list.Cards.Select(card => card.Id).Distinct().Count());
            Assert.True(list.Cards.Length <= ArticleList.CardsMax);
            Assert.All(list.Cards.Zip(list.Cards.Skip(1)), pair => Assert.True(Precedes(pair.First, pair.Second)));
            Assert.All(delta.Removed.Except(delta.Upserted.Select(card => card.Id)), id => Assert.DoesNotContain(list.Cards, card => card.Id == id));
        }
    });

    [Fact]
    public void A_changed_card_replaces_the_one_before()
    {
        var first = new ArticleCard
        {
            Id = "a",
            Revision = 1,
            Section = "local",
            Headline = "one",
            FirstPublishedAt = DateTimeOffset.UnixEpoch,
            ModifiedAt = DateTimeOffset.UnixEpoch,
        };

        var list = new ArticleList([first]).Apply(new ArticleListDelta([first with { Revision = 2, Headline = "two" }], []));

        Assert.Equal(["two"], ((ArticleList)list).Cards.Select(card => card.Headline));
    }

    private static bool Precedes(ArticleCard first, ArticleCard second) =>
        first.FirstPublishedAt > second.FirstPublishedAt
        || (first.FirstPublishedAt == second.FirstPublishedAt && string.CompareOrdinal(first.Id, second.Id) > 0);
}
