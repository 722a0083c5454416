using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles.Archives;

/// <remarks>
/// Each article is a record of its own in the store, so that a change costs the same however many there are. The index is
/// made of them anew beside the grain's turns (<see cref="ArchiveReading"/>): articles are announced meanwhile, and who
/// searches waits for it. Two activations for a moment may write a record that is older by one revision: the next change
/// repairs it, and who shows something has asked the article.
/// </remarks>
[GrainType("archive")]
[CollectionAgeLimit(Hours = 24)]
[MayInterleave(nameof(IsAnnouncementOrQuestion))]
internal sealed class ArchiveGrain(IArchiveStore store, ILogger<ArchiveReading> logger, TimeProvider time) : Grain, IArchiveGrain
{
    public const int CountMax = 200;

    private ArchiveReading? _reading;
    private AnnouncedTogether? _announced;

    private string Site => this.GetPrimaryKeyString();

    private ArchiveReading Reading => _reading ?? throw new InvalidOperationException("The grain is not active.");

    /// <summary>An announcement only reads until its turn comes; a question waits for the index, and then only reads.</summary>
    public static bool IsAnnouncementOrQuestion(IInvokable call) => call.GetMethodName() is nameof(Announce) or nameof(Find) or nameof(List);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _reading = ArchiveReading.Begin(Site, store, logger, time);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_reading is not null)
        {
            await _reading.DisposeAsync();
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

    public async Task<ArchivePage> Find(ImmutableArray<uint> grams, string? after, int count, CancellationToken cancellationToken) =>
        (await IndexAsync(cancellationToken)).Find(grams, after, Math.Clamp(count, 1, CountMax));

    public async Task<ArchivePage> List(string? after, int count, CancellationToken cancellationToken) =>
        (await IndexAsync(cancellationToken)).List(after, Math.Clamp(count, 1, CountMax));

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<ArchiveIndex> IndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Reading.IndexAsync(cancellationToken);
        }
        catch when (Reading.HasFailed)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task ApplyAsync(ImmutableArray<ArticleContent> contents, CancellationToken cancellationToken)
    {
        if (Reading.IsBehind)
        {
            await IndexAsync(cancellationToken);
        }

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
                Reading.Put(next, former);
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
