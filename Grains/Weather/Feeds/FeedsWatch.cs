using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>
/// Every silo sees to it that the sources which are turned on are pulled by somebody. It starts them, and after the loss
/// of a silo finds out sooner than the reminder.
/// </summary>
internal sealed partial class FeedsWatch(
    IGrainFactory grains, IOptions<FeedsOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<FeedsWatch> logger)
    : SiloWatch(TimeSpan.FromSeconds(15), time, lifetime)
{
    private readonly ImmutableArray<string> _sources = [.. FeedIds.All.Where(id => options.Value.Find(id) is { Enabled: true })];

    /// <summary>All at once: one that cannot be reached does not keep the others waiting.</summary>
    protected override Task LookAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_sources.Select(source => grains.GetGrain<IFeedGrain>(source).Ensure(cancellationToken)));

    [LoggerMessage(4010, LogLevel.Warning, "Not every source of the weather could be started; it is tried again.")]
    protected override partial void LogLookFailed(Exception error);
}
