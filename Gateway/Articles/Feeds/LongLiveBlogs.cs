using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>
/// Documents of live blogs that have more posts than their topic carries. The owner is asked for the others once for each
/// state of the article, however many read it at once: whatever changes in it, a hidden post above all, is another state.
/// </summary>
internal sealed class LongLiveBlogs(IGrainFactory grains)
{
    /// <summary>Each may weigh megabytes.</summary>
    private const int KeptMax = 64;

    private readonly MadeOnce<(ArticleContent Article, SiteInfo Site), FeedDocument> _documents = new(
        KeptMax, static (made, asked) => ReferenceEquals(made.Article, asked.Article) && ReferenceEquals(made.Site, asked.Site));

    /// <param name="key">Of the document.</param>
    /// <param name="article">What the topic carries.</param>
    /// <param name="site">Its site.</param>
    /// <param name="write">Writes what the owner answers.</param>
    /// <exception cref="TopicUnavailableException">The owner does not answer.</exception>
    public async ValueTask<FeedDocument> GetAsync(string key, ArticleContent article, SiteInfo site, Func<ArticleContent, FeedDocument> write)
    {
        try
        {
            return await _documents.Get(key, (article, site), _ => ReadAsync(article, write));
        }
        catch (Exception)
        {
            throw new TopicUnavailableException(TopicName.Article(article.Id));
        }
    }

    private async Task<FeedDocument> ReadAsync(ArticleContent article, Func<ArticleContent, FeedDocument> write) =>
        write(await grains.GetGrain<IArticleGrain>(article.Id).GetWhole(CancellationToken.None) ?? article);
}
