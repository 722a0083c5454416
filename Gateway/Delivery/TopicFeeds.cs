using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>All topics that this process hears.</summary>
internal sealed partial class TopicFeeds(FeedServices services) : ITopicReader
{
    private readonly ConcurrentDictionary<string, TopicFeed> _feeds = [];

    public IEnumerable<TopicFeed> All => _feeds.Values;

    public async ValueTask<TopicView?> Read(TopicName topic, CancellationToken cancellationToken)
    {
        if (Peek(topic) is { } view)
        {
            return view;
        }

        if (GetOrAdd(topic) is not { } feed)
        {
            throw new TopicUnavailableException(topic);
        }

        await feed.PrepareAsync(null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var found = View(feed);
        if (feed.Standing == FeedStanding.Unknown)
        {
            RemoveUnread(feed);
            return null;
        }

        return found ?? throw new TopicUnavailableException(topic);
    }

    public async ValueTask<TopicView?> Refresh(TopicName topic, CancellationToken cancellationToken)
    {
        if (GetOrAdd(topic) is not { } feed || !await feed.AskAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TopicUnavailableException(topic);
        }

        return View(feed);
    }

    public TopicView? Peek(TopicName topic) =>
        _feeds.TryGetValue(topic.Text, out var feed) && feed.TryUse() ? View(feed) : null;

    public Position? PeekPosition(TopicName topic) =>
        _feeds.TryGetValue(topic.Text, out var feed) && feed.TryUse() ? feed.Current?.Position : null;

    public IDisposable Pin(TopicName topic) => new TopicPin(GetOrAdd(topic) ?? throw new InvalidOperationException(
        $"There is no room to keep '{topic}': raise Delivery:TopicsMax."));

    /// <summary>Null when as many topics are heard as may be, and all of them are read.</summary>
    public TopicFeed? GetOrAdd(TopicName topic)
    {
        while (true)
        {
            if (!_feeds.TryGetValue(topic.Text, out var feed))
            {
                if (_feeds.Count >= services.Options.TopicsMax && !MakeRoom())
                {
                    return null;
                }

                feed = _feeds.GetOrAdd(topic.Text, static (_, arguments) => new TopicFeed(arguments.topic, arguments.services), (topic, services));
                DeliveryMetrics.Topics.Set(_feeds.Count);
            }

            if (feed.TryUse())
            {
                return feed;
            }

            Remove(feed);
        }
    }

    public void Push(ImmutableArray<TopicPush> pushes)
    {
        var kicks = new KickList(services.Flushes);
        foreach (var push in pushes)
        {
            if (_feeds.TryGetValue(push.Update.Topic, out var feed))
            {
                Push(feed, push, kicks);
            }
            else
            {
                DeliveryMetrics.Updates.WithLabels("unheard").Inc();
            }
        }

        kicks.Pump();
    }

    /// <summary>Lets go of a topic that turned out not to exist, unless somebody waits for it to come.</summary>
    public void RemoveUnread(TopicFeed feed)
    {
        if (feed.TryClose(TimeSpan.Zero))
        {
            Remove(feed);
        }
    }

    /// <summary>Lets go of topics whose last reader left a while ago, and looks again for wanted ones that were unknown.</summary>
    public void Tidy()
    {
        foreach (var feed in _feeds.Values)
        {
            if (feed.TryClose(TimeSpan.FromSeconds(services.Options.LingerSeconds)))
            {
                Remove(feed);
            }
            else
            {
                feed.Look();
            }
        }
    }

    /// <summary>A payload that cannot be applied or mapped is a bug in its feature and must not cost other topics their updates.</summary>
    private void Push(TopicFeed feed, TopicPush push, KickList kicks)
    {
        try
        {
            feed.Push(push, kicks);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogPushFailed(services.Logger, exception, push.Update.Position, feed.Topic);
        }
    }

    private TopicView? View(TopicFeed feed)
    {
        // First, so that what is confirmed meanwhile is not said of the state before it.
        var age = feed.ConfirmedAge;
        return feed.Current is not { } state ? null : new TopicView
        {
            Topic = feed.Topic,
            Position = state.Position,
            ChangedAt = state.ChangedAt,
            State = state.State,
            ConfirmedAge = age,
            Old = age.TotalMilliseconds > services.Options.OldAfterMilliseconds,
            Data = state.Data,
        };
    }

    private bool MakeRoom()
    {
        foreach (var feed in _feeds.Values)
        {
            if (feed.TryClose(TimeSpan.FromSeconds(1)))
            {
                Remove(feed);
                return true;
            }
        }

        return false;
    }

    private void Remove(TopicFeed feed)
    {
        _feeds.TryRemove(KeyValuePair.Create(feed.Topic.Text, feed));
        DeliveryMetrics.Topics.Set(_feeds.Count);
    }

    [LoggerMessage(1104, LogLevel.Error, "Update {Position} of {Topic} could not be shown to its readers.")]
    private static partial void LogPushFailed(ILogger logger, Exception exception, Position position, TopicName topic);
}
