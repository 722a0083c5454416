using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

[GrainType("article-revision")]
internal sealed class ArticleRevisionGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<ArticleRevisionText> store) : Grain, IArticleRevisionGrain
{
    public async Task Write(ArticleVersion version, CancellationToken cancellationToken)
    {
        store.State = new ArticleRevisionText { Version = version };
        await WriteOrLeaveAsync(() => store.WriteStateAsync(cancellationToken));

        // Hardly ever read: it need not stay in memory.
        DeactivateOnIdle();
    }

    public Task<ArticleVersion?> Read(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.FromResult(store.State.Version);
    }

    public async Task RemoveText(CancellationToken cancellationToken)
    {
        await WriteOrLeaveAsync(() => store.ClearStateAsync(cancellationToken));
        DeactivateOnIdle();
    }

    private async Task WriteOrLeaveAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception)
        {
            // What the store holds is not known: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }
}
