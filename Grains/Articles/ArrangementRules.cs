using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// What an arrangement makes of a list:
/// <code>
///   top · order, in its order · everything else, newest first          and pins pushed in at their positions
/// </code>
/// Only cards have places: an article that may not be shown has no card, so no arrangement can show it.
/// </summary>
internal static class ArrangementRules
{
    /// <param name="cards">All that may be shown, newest first.</param>
    /// <param name="arrangement">What the editors want.</param>
    public static ArticleList Arrange(ImmutableArray<ArticleCard> cards, ListArrangement arrangement)
    {
        var known = cards.ToDictionary(card => card.Id);
        string[] head = [.. (arrangement.Top.Length > 0 ? arrangement.Order.Insert(0, arrangement.Top) : arrangement.Order).Where(known.ContainsKey)];
        var pins = arrangement.Pins.Where(pin => known.ContainsKey(pin.Article)).OrderBy(pin => pin.Position).ToArray();
        HashSet<string> arranged = [.. head, .. pins.Select(pin => pin.Article)];
        var order = head.Select(id => known[id]).Concat(cards.Where(card => !arranged.Contains(card.Id))).ToList();
        foreach (var pin in pins)
        {
            order.Insert(Math.Min(pin.Position - 1, order.Count), known[pin.Article]);
        }

        var shown = order.Take(ArticleList.CardsMax).ToArray();
        return new ArticleList(ArticleListRules.Sort(shown))
        {
            Places = [.. shown.Index().Where(pair => arranged.Contains(pair.Item.Id)).Select(pair => new ListPlace(pair.Item.Id, pair.Index))],
            Notice = arrangement.Notice is { } notice && known.ContainsKey(notice.Article) ? notice : null,
        };
    }
}
