using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Archives;

/// <summary>
/// Asks the archive of a site for candidates, and each candidate what is public of it now. So nothing is found that may not
/// be read, whatever the archive believes, and nothing that only looks as if it had the words.
/// </summary>
internal sealed class Searcher(IGrainFactory grains)
{
    public const int CountMax = 50;

    /// <summary>Candidates that one search asks.</summary>
    private const int AskedMax = 120;

    public async Task<SearchResult> FindAsync(string site, SearchQuery query, int count, CancellationToken cancellationToken)
    {
        var archive = grains.GetGrain<IArchiveGrain>(TopicName.Archive(site).Owner);
        var words = SearchText.Grams(query.Terms);
        var found = ImmutableArray.CreateBuilder<ArticleContent>();
        var next = query.After;
        for (var asked = 0; asked < AskedMax && found.Count < count;)
        {
            var wanted = Math.Min(count - found.Count, AskedMax - asked);
            var page = await archive.Find(words, next, wanted, cancellationToken);
            var articles = await Task.WhenAll(page.Ids.Select(id => grains.GetGrain<IArticleGrain>(id).GetPublic(cancellationToken)));
            found.AddRange(articles.OfType<ArticleContent>().Where(article =>
                article.IsListed && article.Site == site && SearchText.Matches(SearchText.Of(article), query.Terms)));
            asked += Math.Max(1, page.Ids.Length);
            next = page.Next;
            if (next is null)
            {
                break;
            }
        }

        return new SearchResult([.. found.OrderByDescending(article => article.FirstPublishedAt)], next);
    }
}
