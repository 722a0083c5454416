using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What stands on a breaking band.</summary>
/// <param name="Id">Of what was raised by hand; of an article that is marked as breaking none.</param>
/// <param name="Headline">As readers see it.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Article">Id of the article, if it is of this system.</param>
/// <param name="RaisedAt">Since when it stands there.</param>
/// <param name="Until">When it leaves by itself.</param>
internal sealed record BreakingResponse(string? Id, string Headline, string Url, string? Article, DateTimeOffset RaisedAt, DateTimeOffset? Until)
{
    public static BreakingResponse Of(BreakingItem item) => new(
        item.IsByHand ? item.Id : null,
        item.Headline,
        string.IsNullOrEmpty(item.Url) ? $"/articles/{item.ArticleId}" : item.Url,
        item.ArticleId.Length > 0 ? item.ArticleId : null,
        item.RaisedAt,
        item.Until);
}
