using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Gateway.Ads.Files;

/// <summary>
/// Deletes the files of banners that nothing has used for <see cref="MediaOptions.UnusedDays"/>: those of creatives that were
/// replaced, and those that were sent and never used. A file is marked first, then deleted, then forgotten, so that whoever
/// dies in between, somebody goes on; while it is marked nobody can begin to use it.
/// </summary>
internal sealed partial class UnusedFiles(
    FileReferences references, IMediaStore store, IGrainFactory grains, GatewayIdentity identity, IOptions<MediaOptions> options, TimeProvider time, Jitter jitter, ILogger<UnusedFiles> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (options.Value.UnusedDays > 0)
            {
                // Not all gateways together, and none while it starts.
                await Task.Delay((Period / 2) + jitter.Below((int)Period.TotalMilliseconds / 2), time, stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(BannerFiles.Shards, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    /// <summary>Looks once, at the records of these shards; returns how many files it has deleted.</summary>
    public async Task<int> RemoveAsync(IEnumerable<string> shards, CancellationToken cancellationToken)
    {
        // Before anything is asked: what is kept from now on is younger.
        var since = time.GetUtcNow().AddDays(-options.Value.UnusedDays);
        var unkept = new List<(IBannerFilesGrain Records, BannerFile File)>();
        foreach (var shard in shards)
        {
            var records = grains.GetGrain<IBannerFilesGrain>(shard);
            unkept.AddRange((await records.Unkept(since, cancellationToken)).Select(file => (records, file)));
        }

        if (unkept.Count == 0)
        {
            return 0;
        }

        var named = await references.ReadAsync(cancellationToken);
        var removed = 0;
        foreach (var (records, file) in unkept)
        {
            // One that is marked was unused when it was, and nobody could begin to use it since.
            if ((file.RemovingAt is not null || !named.Contains(file.Name)) && await RemoveAsync(records, file, since, cancellationToken))
            {
                removed++;
            }
        }

        return removed;
    }

    private async Task<bool> RemoveAsync(IBannerFilesGrain records, BannerFile file, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        if (!await records.Remove(file.Name, since, cancellationToken) || time.GetElapsedTime(begun) > IBannerFilesGrain.DeletionMax / 2)
        {
            return false;
        }

        await store.RemoveAsync(MediaName.Parse(file.Name) ?? throw new FormatException($"'{file.Name}' is no name of a file."), cancellationToken);
        await records.Confirm(file.Name, identity.Id, cancellationToken);
        MediaMetrics.Unused.Inc();
        LogRemoved(file.Name, file.Bytes, file.KeptAt);
        return true;
    }

    [LoggerMessage(4211, LogLevel.Information, "The banner file {File} of {Bytes} bytes, last used {KeptAt}, was deleted: nothing names it.")]
    private partial void LogRemoved(string file, long bytes, DateTimeOffset keptAt);

    [LoggerMessage(4212, LogLevel.Warning, "Unused files of banners could not all be deleted; it is tried again in some hours. See Media in docs/RUNBOOK.md.")]
    private partial void LogFailed(Exception error);
}
