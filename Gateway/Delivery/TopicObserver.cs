using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// The one ear of this process. The Orleans client holds observers weakly, so this singleton keeps itself alive,
/// and its reference is deleted at shutdown because the client would leak it.
/// </summary>
internal sealed partial class TopicObserver(
    IGrainFactory grains, Lazy<TopicFeeds> feeds, ILogger<TopicObserver> logger) : ITopicObserver, IHostedService
{
    private readonly Lock _gate = new();
    private ITopicObserver? _reference;

    /// <summary>Made on first use: a host may start this before its cluster client is connected.</summary>
    public ITopicObserver Reference
    {
        get
        {
            lock (_gate)
            {
                return _reference ??= grains.CreateObjectReference<ITopicObserver>(this);
            }
        }
    }

    public Task Push(ImmutableArray<TopicPush> pushes)
    {
        feeds.Value.Push(pushes);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reference is { } reference)
            {
                _reference = null;
                try
                {
                    grains.DeleteObjectReference<ITopicObserver>(reference);
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    LogNotDeleted(exception);
                }
            }
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(1100, LogLevel.Information, "The observer could not be deleted; silos forget it when its leases end.")]
    private partial void LogNotDeleted(Exception exception);
}
