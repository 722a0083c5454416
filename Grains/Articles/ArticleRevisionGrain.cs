using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

[GrainType("article-revision")]
internal sealed class ArticleRevisionGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<ArticleRevisionText> store) : Grain, IArticleRevisionGrain
{
    public Task Write(ArticleVersion version, CancellationToken cancellationToken) =>
        WriteAsync(new ArticleRevisionText { Version = version }, cancellationToken);

    public Task WritePost(LivePostDraft text, CancellationToken cancellationToken) =>
        WriteAsync(new ArticleRevisionText { Post = text }, cancellationToken);

    public Task<LivePostDraft?> ReadPost(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.FromResult(store.State.Post);
    }

    public Task<ArticleVersion?> Read(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.FromResult(store.State.Version);
    }

    public async Task RemoveText(CancellationToken cancellationToken)
    {
        try
        {
            await store.ClearStateAsync(cancellationToken);
        }
        finally
        {
            // Gone, or what the store holds is not known: the next activation reads it.
            DeactivateOnIdle();
        }
    }

    private async Task WriteAsync(ArticleRevisionText text, CancellationToken cancellationToken)
    {
        await this.WriteOrLeaveAsync(store, text, cancellationToken);

        // Hardly ever read: it need not stay in memory.
        DeactivateOnIdle();
    }
}
