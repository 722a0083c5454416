using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles.Archives;

/// <remarks>
/// Each article is a record of its own in the store, so that a change costs the same however many there are; the index is
/// made of them when the grain comes up. Two activations for a moment may write a record that is older by one revision:
/// the next change repairs it, and who shows something has asked the article.
/// </remarks>
[GrainType("archive")]
[MayInterleave(nameof(IsAnnouncement))]
internal sealed class ArchiveGrain(IArchiveStore store) : Grain, IArchiveGrain
{
    public const int CountMax = 200;

    private readonly ArchiveIndex _index = new();
    private AnnouncedTogether? _announced;

    private string Site => this.GetPrimaryKeyString();

    /// <summary>It only reads until its turn comes.</summary>
    public static bool IsAnnouncement(IInvokable call) => call.GetMethodName() == nameof(Announce);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, ArchiveRecord>(StringComparer.Ordinal);
        await foreach (var (article, record) in store.ReadAllAsync(Site, cancellationToken))
        {
            records[article] = ArchiveRecord.Decode(article, record);
        }

        foreach (var record in records.Values.OrderBy(record => record.At).ThenBy(record => record.Id, StringComparer.Ordinal))
        {
            _index.Put(record, before: null);
        }
    }

    public Task Ensure(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken)
    {
        if (await GrainFactory.GetGrain<IArticleGrain>(articleId).GetPublic(cancellationToken) is not { } content)
        {
            return 0;
        }

        _announced ??= AnnouncedTogether.Of(this, ApplyAsync);
        return await _announced.AddAsync(content, cancellationToken);
    }

    public Task<ArchivePage> Find(ImmutableArray<uint> grams, string? after, int count, CancellationToken cancellationToken) =>
        Task.FromResult(_index.Find(grams, after, Math.Clamp(count, 1, CountMax)));

    public Task<ArchivePage> List(string? after, int count, CancellationToken cancellationToken) =>
        Task.FromResult(_index.List(after, Math.Clamp(count, 1, CountMax)));

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ApplyAsync(ImmutableArray<ArticleContent> contents, CancellationToken cancellationToken)
    {
        try
        {
            // In the order of publication, as the next activation will find them.
            var newest = contents.GroupBy(content => content.Id).Select(same => same.MaxBy(content => content.Version)!).OrderBy(content => content.FirstPublishedAt).ToArray();
            var before = await Task.WhenAll(newest.Select(async content =>
                await store.ReadAsync(Site, content.Id, cancellationToken) is { } kept ? ArchiveRecord.Decode(content.Id, kept) : null));
            (ArchiveRecord Next, ArchiveRecord? Before)[] changed =
                [.. newest.Zip(before).Where(pair => pair.Second is null || pair.Second.Revision < pair.First.Version).Select(pair => (Of(pair.First), pair.Second))];
            await Task.WhenAll(changed.Select(pair => store.WriteAsync(Site, pair.Next.Id, pair.Next.Encode(), cancellationToken)));
            foreach (var (next, former) in changed)
            {
                _index.Put(next, former);
            }
        }
        catch
        {
            // It may be written and not in the index: the next activation reads what stands there.
            DeactivateOnIdle();
            throw;
        }
    }

    private static ArchiveRecord Of(ArticleContent content) => new(
        content.Id,
        content.Version,
        content.FirstPublishedAt.ToUnixTimeMilliseconds(),
        content.IsListed ? [.. SearchText.Grams(SearchText.Of(content)).Order()] : []);
}
