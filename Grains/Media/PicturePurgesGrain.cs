using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

[GrainType("purges")]
internal sealed partial class PicturePurgesGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<PicturePurges>> store,
    TopicGrainServices services, ILogger<PicturePurgesGrain> logger) : TopicGrain<PicturePurges>(store, services), IPicturePurgesGrain
{
    protected override string Topic => TopicName.Purges.Text;

    private ImmutableArray<PicturePurge> Owed => State?.Pictures ?? [];

    public Task Add(PictureInfo picture, CancellationToken cancellationToken)
    {
        var next = PurgeRules.Add(Owed, picture, Time.GetUtcNow());

        // Where nobody has ever tried there is no hook, and nothing is cached for long.
        if (Owed.Length == PicturePurges.Max && Owed[0] is { Tries: > 0 } oldest && next.All(purge => purge.Url != oldest.Url))
        {
            LogFull(oldest.Url, oldest.At);
        }

        return ReplaceAsync(next, cancellationToken);
    }

    public async Task<ImmutableArray<PicturePurge>> Take(CancellationToken cancellationToken)
    {
        var (taken, left) = PurgeRules.Take(Owed, Time.GetUtcNow());
        await ReplaceAsync(left, cancellationToken);
        return taken;
    }

    public Task Confirm(ImmutableArray<PicturePurge> taken, CancellationToken cancellationToken) =>
        ReplaceAsync(PurgeRules.Confirm(Owed, taken, Time.GetUtcNow()), cancellationToken);

    protected override TopicPayload? Publish(PicturePurges state) => state;

    private Task ReplaceAsync(ImmutableArray<PicturePurge> next, CancellationToken cancellationToken) =>
        next == Owed ? Task.CompletedTask : CommitAsync(new PicturePurges(next), TopicChange.Snapshot, cancellationToken);

    [LoggerMessage(2300, LogLevel.Warning, "Caches are told no more of {Url}, which went at {At}: too many pictures wait for that. See Media in docs/RUNBOOK.md.")]
    private partial void LogFull(string url, DateTimeOffset at);
}
