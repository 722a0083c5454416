using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// What one connection has not yet taken: bounded, one write under way, never waited for by a publisher.
/// <code>
///   queue:  [ article/a 7 | front 3 | article/a 8 ] → one frame → connection
///   marked: { weather/ticker }                        their newest snapshots follow once the queue is empty
/// </code>
/// A topic of class <c>every</c> is marked when its update does not fit into the bound, one of class <c>latest</c> as soon
/// as a second update waits. Lock order: a feed's lock, then an outbox's.
/// </summary>
internal sealed class ConnectionOutbox(IFrameSink sink, DeliveryOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<OutboundUpdate> _queue = new();
    private readonly Dictionary<string, OutboxTopic> _topics = [];
    private readonly Queue<OutboxTopic> _marked = new();
    private int _bytes;
    private bool _writing;
    private bool _closed;
    private bool _kicked;
    private long _heldSince;
    private long _writingSince;

    public IFrameSink Sink => sink;

    public int UnsentBytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Adds a topic. Called under the feed's lock, so that joining and answering are one step.</summary>
    public OutboxAdmission TryJoin(ITopicSource source)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return OutboxAdmission.Closed;
            }

            if (_topics.TryGetValue(source.Topic.Text, out var before))
            {
                // A repeated subscription: the answer contains what waited.
                Drop(before, "resubscribed");
                before.BarrierDropped = false;
                if (ReferenceEquals(before.Source, source))
                {
                    return OutboxAdmission.Joined;
                }

                _topics.Remove(source.Topic.Text);
            }
            else if (_topics.Count >= options.TopicsPerConnectionMax)
            {
                return OutboxAdmission.Full;
            }

            _topics.Add(source.Topic.Text, new OutboxTopic(source));
            return OutboxAdmission.Joined;
        }
    }

    public ITopicSource? Leave(string topic)
    {
        lock (_gate)
        {
            if (!_topics.Remove(topic, out var state))
            {
                return null;
            }

            Drop(state, "left");
            return state.Source;
        }
    }

    /// <summary>Empties the outbox for good and returns the topics that have to be left.</summary>
    public ITopicSource[] Close()
    {
        lock (_gate)
        {
            _closed = true;
            ITopicSource[] sources = [.. _topics.Values.Select(topic => topic.Source)];
            _topics.Clear();
            _queue.Clear();
            _marked.Clear();
            Account(-_bytes);
            return sources;
        }
    }

    /// <summary>Takes an update; true when <see cref="Pump"/> should be called once the publisher is done.</summary>
    public bool Enqueue(OutboundUpdate update)
    {
        var size = update.Size(sink.Format);
        lock (_gate)
        {
            if (_closed || !_topics.TryGetValue(update.Topic.Text, out var topic))
            {
                return false;
            }

            if (update.Barrier || update.Reset)
            {
                Drop(topic, update.Barrier ? "barrier" : "reset");
            }

            if (topic.Marked)
            {
                topic.BarrierDropped |= update.Barrier;
            }
            else
            {
                Add(topic, update, size);
            }

            var kick = !_kicked && !_writing && _heldSince == 0;
            _kicked |= kick;
            return kick;
        }
    }

    /// <summary>Writes what waits, unless a write is under way already: its end goes on here.</summary>
    public void Pump()
    {
        while (TryTake(out var updates))
        {
            var write = sink.WriteAsync(updates);
            if (!write.IsCompletedSuccessfully)
            {
                _ = FinishAsync(write, updates);
                return;
            }

            Written(updates);
        }
    }

    /// <summary>Keeps everything back, so that the answer to a running subscription leaves before what follows it.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _heldSince = Math.Max(1, time.GetTimestamp());
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _heldSince = 0;
            _kicked = true;
        }

        // On another thread: the caller is in the middle of writing the answer.
        ThreadPool.UnsafeQueueUserWorkItem(static outbox => outbox.Pump(), this, preferLocal: false);
    }

    /// <summary>Called every second. A call without an answer (<c>send</c> instead of <c>invoke</c>) never releases by itself.</summary>
    public void CheckTime()
    {
        bool release;
        bool stalled;
        lock (_gate)
        {
            release = _heldSince != 0 && time.GetElapsedTime(_heldSince) > TimeSpan.FromSeconds(1);
            stalled = !_closed && _writing && time.GetElapsedTime(_writingSince) > TimeSpan.FromSeconds(options.StallSeconds);
        }

        if (release)
        {
            Release();
        }

        if (stalled)
        {
            sink.Abort(ErrorCode.StalledReader);
        }
    }

    private void Add(OutboxTopic topic, OutboundUpdate update, int size)
    {
        if (topic.Source.Topic.Class == TopicClass.Latest && topic.Waiting > 0)
        {
            Drop(topic, "latest");
            Mark(topic);
        }
        else if (_bytes > 0 && _bytes + size > options.OutboxBytesMax)
        {
            Drop(topic, "bound");
            DeliveryMetrics.Conflated.WithLabels("bound").Inc();
            topic.BarrierDropped |= update.Barrier;
            Mark(topic);
        }
        else
        {
            // Topics are independent, and nothing of this one waits: a barrier may pass all others.
            _ = update.Barrier ? _queue.AddFirst(update) : _queue.AddLast(update);
            topic.Waiting++;
            Account(size);
        }
    }

    private void Mark(OutboxTopic topic)
    {
        topic.Marked = true;
        if (!topic.Listed)
        {
            topic.Listed = true;
            _marked.Enqueue(topic);
        }
    }

    /// <summary>Forgets what waits of a topic. A mark stays in the queue of marks and is skipped there.</summary>
    private void Drop(OutboxTopic topic, string reason)
    {
        topic.Marked = false;
        for (var node = _queue.First; node is not null && topic.Waiting > 0;)
        {
            var next = node.Next;
            if (node.Value.Topic.Text == topic.Source.Topic.Text)
            {
                _queue.Remove(node);
                topic.Waiting--;
                topic.BarrierDropped |= node.Value.Barrier;
                Account(-node.Value.Size(sink.Format));
                DeliveryMetrics.Conflated.WithLabels(reason).Inc();
            }

            node = next;
        }
    }

    private bool TryTake(out IReadOnlyList<OutboundUpdate> updates)
    {
        lock (_gate)
        {
            _kicked = false;
            updates = [];
            if (_closed || _writing || _heldSince != 0)
            {
                return false;
            }

            updates = Gather();
            if (updates.Count == 0)
            {
                return false;
            }

            _writing = true;
            _writingSince = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>The queue in order up to the size of a frame; snapshots of marked topics once it is empty.</summary>
    private List<OutboundUpdate> Gather()
    {
        var updates = new List<OutboundUpdate>();
        var bytes = 0;
        while (_queue.First is { } first && (updates.Count == 0 || bytes + first.Value.Size(sink.Format) <= options.FrameBytesMax))
        {
            _queue.RemoveFirst();
            bytes += first.Value.Size(sink.Format);
            Account(-first.Value.Size(sink.Format));
            _topics[first.Value.Topic.Text].Waiting--;
            updates.Add(first.Value);
        }

        while (_queue.Count == 0 && (updates.Count == 0 || bytes < options.FrameBytesMax) && _marked.TryDequeue(out var topic))
        {
            topic.Listed = false;
            if (topic.Marked && topic.Source.Snapshot(topic.BarrierDropped) is { } snapshot)
            {
                updates.Add(snapshot);
                bytes += snapshot.Size(sink.Format);
                DeliveryMetrics.Snapshots.Inc();
            }

            topic.Marked = false;
            topic.BarrierDropped = false;
        }

        return updates;
    }

    private async Task FinishAsync(ValueTask write, IReadOnlyList<OutboundUpdate> updates)
    {
        try
        {
            await write;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            sink.Abort(ErrorCode.WriteFailed);
        }

        Written(updates);
        Pump();
    }

    private void Written(IReadOnlyList<OutboundUpdate> updates)
    {
        lock (_gate)
        {
            _writing = false;
        }

        var now = time.GetUtcNow();
        DeliveryMetrics.Frames.Inc();
        DeliveryMetrics.Deliveries.Inc(updates.Count);
        foreach (var update in updates)
        {
            DeliveryMetrics.WriteSeconds.Observe(Math.Max(0, (now - update.At).TotalSeconds));
        }
    }

    private void Account(int bytes)
    {
        _bytes += bytes;
        DeliveryMetrics.QueueBytes.Inc(bytes);
    }
}
