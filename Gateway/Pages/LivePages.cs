using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Older posts of live blogs, fetched once for each position of the article: whatever changes in it, a hidden post above
/// all, moves the position, and what was kept before is not shown again.
/// </summary>
internal sealed class LivePages(IGrainFactory grains)
{
    private const int KeptMax = 500;

    private readonly BoundedMap<string, (string Epoch, long Seq, LivePage? Page)> _kept = new(KeptMax, StringComparer.Ordinal);

    /// <summary>Null where readers may not see that post.</summary>
    /// <exception cref="TopicUnavailableException">The owner does not answer.</exception>
    public async ValueTask<LivePage?> Of(PageTopic<ArticleContent> article, string post, CancellationToken cancellationToken)
    {
        var key = $"{article.State.Id}/{post}";
        if (_kept.TryGetValue(key, out var kept) && kept.Epoch == article.Epoch && kept.Seq == article.Seq)
        {
            return kept.Page;
        }

        LivePage? page;
        try
        {
            page = await grains.GetGrain<IArticleGrain>(article.State.Id).GetPosts(post, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TopicUnavailableException(TopicName.Article(article.State.Id));
        }

        if (page is not null)
        {
            _kept.Set(key, (article.Epoch, article.Seq, page));
        }

        return page;
    }
}
