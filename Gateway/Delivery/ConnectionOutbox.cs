using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// What one connection has not yet taken: bounded, one write under way, never waited for by a publisher.
/// <code>
///   urgent: { slot/default/top }                      newest snapshots that replace a barrier: they leave first
///   queue:  [ article/a 7 | front 3 | article/a 8 ]   → one frame → connection
///   marked: { weather/ticker }                        newest snapshots that follow once the queue is empty
/// </code>
/// A mark holds no bytes: the snapshot is the topic's own and is taken when it is written.
/// A topic of class <c>every</c> is marked when its update does not fit into the bound, one of class <c>latest</c> as soon
/// as a second update waits. Lock order: a feed's lock, then an outbox's.
/// </summary>
internal sealed class ConnectionOutbox(IFrameSink sink, DeliveryOptions options, TimeProvider time, TaskScheduler workers)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<OutboundUpdate> _queue = new();
    private readonly Dictionary<string, OutboxTopic> _topics = [];
    private readonly LinkedList<OutboxTopic> _urgent = new();
    private readonly LinkedList<OutboxTopic> _marked = new();

    // Used again for each frame: a delivery to a reader that keeps up allocates nothing here.
    private readonly List<OutboundUpdate> _frame = new(0);
    private LinkedListNode<OutboundUpdate>? _spare;
    private int _bytes;
    private bool _writing;
    private bool _closed;
    private bool _aborted;
    private bool _kicked;
    private long _heldSince;
    private long _writingSince;

    /// <summary>Bytes of the queue; never above <see cref="DeliveryOptions.OutboxBytesMax"/> but for ends, one for each topic at most. The frame under way is not in it.</summary>
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

    /// <summary>Topics whose snapshot is owed; never more than the connection has topics.</summary>
    public int Marks
    {
        get
        {
            lock (_gate)
            {
                return _urgent.Count + _marked.Count;
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
            _urgent.Clear();
            _marked.Clear();
            Account(-_bytes);
            return sources;
        }
    }

    /// <summary>Takes an update; true when <see cref="Pump"/> has to be called once the publisher is done.</summary>
    public bool Enqueue(OutboundUpdate update)
    {
        var size = update.Size(sink.Format);
        lock (_gate)
        {
            if (_closed || !_topics.TryGetValue(update.Topic.Text, out var topic))
            {
                return false;
            }

            if (update.Barrier || update.Reset || update.Ends)
            {
                Drop(topic, update.Barrier ? "barrier" : "reset");
            }

            if (topic.Marked)
            {
                DeliveryMetrics.Conflated.WithLabels("marked").Inc();
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

    /// <summary>Writes what waits, unless a write is under way already: its end goes on here. Never throws.</summary>
    public void Pump()
    {
        while (TryTake(out var updates))
        {
            var write = WriteAsync(updates);
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
        _ = Task.Factory.StartNew(Pump, CancellationToken.None, TaskCreationOptions.DenyChildAttach, workers);
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
            Abort(ErrorCode.StalledReader);
        }
    }

    private void Add(OutboxTopic topic, OutboundUpdate update, int size)
    {
        // Topics are independent: a barrier, or a whole state that may hide one, passes all others.
        var first = update.Barrier || update.Reset;
        var reason = update.Ends ? null
            : topic.Source.Topic.Class == TopicClass.Latest && topic.Waiting > 0 ? "latest"
            : _bytes + size > options.OutboxBytesMax ? "bound"
            : topic.BarrierDropped && !update.Barrier ? "barrier"
            : null;
        if (reason is null)
        {
            Put(update, first);
            topic.Waiting++;
            topic.BarrierDropped = false;
            Account(size);
        }
        else
        {
            Drop(topic, reason);
            DeliveryMetrics.Conflated.WithLabels(reason).Inc();
            topic.BarrierDropped |= update.Barrier;
            (first || topic.BarrierDropped ? _urgent : _marked).AddLast(topic.Mark);
        }
    }

    private void Put(OutboundUpdate update, bool first)
    {
        var node = _spare ?? new LinkedListNode<OutboundUpdate>(update);
        _spare = null;
        node.Value = update;
        if (first)
        {
            _queue.AddFirst(node);
        }
        else
        {
            _queue.AddLast(node);
        }
    }

    /// <summary>Forgets what waits of a topic, and its mark.</summary>
    private void Drop(OutboxTopic topic, string reason)
    {
        topic.Mark.List?.Remove(topic.Mark);
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

    private bool TryTake(out List<OutboundUpdate> updates)
    {
        lock (_gate)
        {
            _kicked = false;
            updates = _frame;
            if (_closed || _aborted || _writing || _heldSince != 0)
            {
                return false;
            }

            Gather();
            if (updates.Count == 0)
            {
                return false;
            }

            _writing = true;
            _writingSince = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Urgent snapshots, then the queue in order up to the size of a frame, then snapshots of marked topics.</summary>
    private void Gather()
    {
        var updates = _frame;
        var bytes = 0;
        TakeSnapshots(_urgent, updates, ref bytes);
        while (_urgent.Count == 0 && _queue.First is { } first
            && (updates.Count == 0 || bytes + first.Value.Size(sink.Format) <= options.FrameBytesMax))
        {
            _queue.RemoveFirst();
            bytes += first.Value.Size(sink.Format);
            Account(-first.Value.Size(sink.Format));
            _topics[first.Value.Topic.Text].Waiting--;
            if (first.Value.Ends)
            {
                _topics.Remove(first.Value.Topic.Text);
            }

            updates.Add(first.Value);
            first.Value = null!;
            _spare = first;
        }

        if (_queue.Count == 0)
        {
            TakeSnapshots(_marked, updates, ref bytes);
        }
    }

    private void TakeSnapshots(LinkedList<OutboxTopic> marks, List<OutboundUpdate> updates, ref int bytes)
    {
        while ((updates.Count == 0 || bytes < options.FrameBytesMax) && marks.First is { } mark)
        {
            marks.Remove(mark);
            if (mark.Value.Source.Snapshot(mark.Value.BarrierDropped) is { } snapshot)
            {
                updates.Add(snapshot);
                bytes += snapshot.Size(sink.Format);
                DeliveryMetrics.Snapshots.Inc();
            }

            mark.Value.BarrierDropped = false;
        }
    }

    /// <summary>Never fails: whatever goes wrong with a frame ends its connection, which comes back and resumes.</summary>
    private async ValueTask WriteAsync(List<OutboundUpdate> updates)
    {
        try
        {
            await sink.WriteAsync(updates);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Abort(ErrorCode.WriteFailed);
        }
    }

    private async Task FinishAsync(ValueTask write, List<OutboundUpdate> updates)
    {
        await write;
        Written(updates);
        Pump();
    }

    private void Written(List<OutboundUpdate> updates)
    {
        bool aborted;
        lock (_gate)
        {
            aborted = _aborted;
        }

        if (!aborted)
        {
            Count(updates);
        }

        updates.Clear();
        lock (_gate)
        {
            _writing = false;
        }
    }

    private void Count(List<OutboundUpdate> updates)
    {
        var now = time.GetUtcNow();
        DeliveryMetrics.Frames.Inc();
        DeliveryMetrics.Deliveries.Inc(updates.Count);
        foreach (var update in updates)
        {
            DeliveryMetrics.WriteSeconds.Observe(Math.Max(0, (now - update.At).TotalSeconds));
        }
    }

    private void Abort(ErrorCode reason)
    {
        lock (_gate)
        {
            if (_aborted || _closed)
            {
                return;
            }

            _aborted = true;
        }

        sink.Abort(reason);
    }

    private void Account(int bytes)
    {
        _bytes += bytes;
        DeliveryMetrics.QueueBytes.Inc(bytes);
    }
}
