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

    private readonly BoundedMap<string, Entry> _kept = new(KeptMax, StringComparer.Ordinal);

    /// <param name="key">Of the document.</param>
    /// <param name="article">What the topic carries.</param>
    /// <param name="site">Its site.</param>
    /// <param name="write">Writes what the owner answers.</param>
    /// <exception cref="TopicUnavailableException">The owner does not answer.</exception>
    public async ValueTask<FeedDocument> GetAsync(string key, ArticleContent article, SiteInfo site, Func<ArticleContent, FeedDocument> write)
    {
        if (!_kept.TryGetValue(key, out var entry) || !entry.IsOf(article, site))
        {
            var next = new Entry(article, site, new Lazy<Task<FeedDocument>>(() => Task.Run(() => ReadAsync(article, write))));
            entry = _kept.AddOrUpdate(key, next, (_, other) => other.IsOf(article, site) ? other : next);
        }

        try
        {
            return await entry.Document.Value;
        }
        catch (Exception)
        {
            // The next one asks again.
            _kept.Remove(key, entry);
            throw new TopicUnavailableException(TopicName.Article(article.Id));
        }
    }

    private async Task<FeedDocument> ReadAsync(ArticleContent article, Func<ArticleContent, FeedDocument> write) =>
        write(await grains.GetGrain<IArticleGrain>(article.Id).GetWhole(CancellationToken.None) ?? article);

    private sealed class Entry(ArticleContent article, SiteInfo site, Lazy<Task<FeedDocument>> document)
    {
        public Lazy<Task<FeedDocument>> Document => document;

        public bool IsOf(ArticleContent other, SiteInfo its) => ReferenceEquals(article, other) && ReferenceEquals(site, its);
    }
}
