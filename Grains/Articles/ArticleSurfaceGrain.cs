using System.Collections.Immutable;
using Orleans.Serialization.Invocation;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// What all places that show articles have in common: they fetch what an article says of itself, and apply it if it is
/// newer. Those of which they hear while they write are one write.
/// </summary>
internal abstract class ArticleSurfaceGrain<TState>(IPersistentState<TopicRecord<TState>> store, TopicGrainServices services)
    : TopicGrain<TState>(store, services), IArticleSurfaceGrain
    where TState : class
{
    private AnnouncedTogether? _announced;

    protected abstract TState Empty { get; }

    /// <summary>For <see cref="Orleans.Concurrency.MayInterleaveAttribute"/> on the classes: an announcement only reads until its turn comes.</summary>
    public static bool IsAnnouncement(IInvokable call) => call.GetMethodName() == nameof(Announce);

    public virtual Task Ensure(CancellationToken cancellationToken) =>
        State is null ? CommitAsync(Empty, TopicChange.Snapshot, cancellationToken) : Task.CompletedTask;

    public async Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken)
    {
        if (await GrainFactory.GetGrain<IArticleGrain>(articleId).GetPublic(cancellationToken) is not { } content)
        {
            return 0;
        }

        _announced ??= AnnouncedTogether.Of(this, ApplyAsync);
        return await _announced.AddAsync(content, cancellationToken);
    }

    /// <summary>The same object where the surface knew that or newer.</summary>
    protected abstract (TState After, TopicChange Change) Apply(TState before, ArticleContent content);

    /// <summary>How to tell of several changes at once of which none is a barrier.</summary>
    protected virtual TopicChange ChangeOf(TState before, TState after) => TopicChange.Snapshot;

    private async Task ApplyAsync(ImmutableArray<ArticleContent> contents, CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        var before = State ?? Empty;
        var after = before;
        var changes = new List<TopicChange>();
        foreach (var content in contents)
        {
            var (next, change) = Apply(after, content);
            if (!ReferenceEquals(next, after))
            {
                after = next;
                changes.Add(change);
            }
        }

        if (changes.Count > 0)
        {
            await CommitAsync(
                after, changes.Count == 1 ? changes[0] : changes.Exists(change => change.IsBarrier) ? TopicChange.Barrier : ChangeOf(before, after), cancellationToken);
        }
    }
}
