using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Archives;

internal sealed record SearchHitResponse(
    string Id, string Section, string Headline, string Summary, string Url, DateTimeOffset FirstPublishedAt, DateTimeOffset ModifiedAt, bool Sample)
{
    public static SearchHitResponse Of(ArticleContent article) => new(
        article.Id, article.Section, article.Headline, article.Summary, $"/articles/{article.Id}", article.FirstPublishedAt, article.ModifiedAt, article.Sample);
}
