using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>A published article in a list.</summary>
internal sealed record ArticleCardResponse(
    string Id, int Revision, string Section, string Headline, string Summary, DateTimeOffset FirstPublishedAt, DateTimeOffset ModifiedAt, string Url)
{
    public static ArticleCardResponse Of(ArticleCard card) => new(
        card.Id, card.Revision, card.Section, card.Headline, card.Summary, card.FirstPublishedAt, card.ModifiedAt, $"/articles/{card.Id}");
}
