using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>What all places that show articles have in common: they fetch what an article says of itself, and apply it if it is newer.</summary>
internal abstract class ArticleSurfaceGrain<TState>(IPersistentState<TopicRecord<TState>> store, TopicGrainServices services)
    : TopicGrain<TState>(store, services), IArticleSurfaceGrain
    where TState : class
{
    protected abstract TState Empty { get; }

    public virtual Task Ensure(CancellationToken cancellationToken) =>
        State is null ? CommitAsync(Empty, TopicChange.Snapshot, cancellationToken) : Task.CompletedTask;

    public async Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken)
    {
        if (await GrainFactory.GetGrain<IArticleGrain>(articleId).GetPublic(cancellationToken) is not { } content)
        {
            return 0;
        }

        await Ensure(cancellationToken);
        var before = State ?? Empty;
        var (after, change) = Apply(before, content);
        if (!ReferenceEquals(before, after))
        {
            await CommitAsync(after, change, cancellationToken);
        }

        return content.Version;
    }

    /// <summary>The same object where the surface knew that or newer.</summary>
    protected abstract (TState After, TopicChange Change) Apply(TState before, ArticleContent content);
}
