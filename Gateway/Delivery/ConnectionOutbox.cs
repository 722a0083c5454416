using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// What one connection has not yet taken: bounded, one write under way, never waited for by a publisher.
/// <code>
///   urgent topics: { slot/default/top }               newest snapshots that replace a barrier: they leave first
///   queue:  [ article/a 7 | front 3 | article/a 8 ]   → one frame → connection
///   marked topics: { weather/ticker }                 newest snapshots that follow once the queue is empty
/// </code>
/// A mark holds no bytes: the snapshot is the topic's own and is taken when it is written.
/// A topic of class <c>every</c> is marked when its update does not fit into the bound, one of class <c>latest</c> as soon
/// as a second update waits. Lock order: a feed's lock, then an outbox's.
/// </summary>
/// <remarks>
/// A delivery passes here for every reader, and what it costs is memory that is far away. So the feed keeps the topic's
/// record beside the outbox instead of looking for it, one update that waits alone stands in the outbox itself, the lists
/// are there only for readers who ever needed them, and what can be counted once for many readers is.
/// </remarks>
internal sealed class ConnectionOutbox(IFrameSink sink, DeliveryOptions options, TimeProvider time, TaskScheduler workers)
{
    // A list that a slow moment made longer than this is given back, not kept for as long as the reader stays.
    private const int KeptMax = 16;

    private readonly Lock _gate = new();
    private readonly List<OutboxTopic> _topics = new(0);

    // The queue: one update alone, or all of them in the list.
    private QueuedUpdate _alone;
    private List<QueuedUpdate>? _queue;

    // What is under way: one update alone, or all of them in the list.
    private OutboundUpdate? _update;
    private List<OutboundUpdate>? _frame;
    private int _waiting;
    private int _bytes;
    private int _urgent;
    private int _marked;

    // Where the next snapshots are looked for: a few topics that are owed again and again must not keep others waiting.
    private int _turn;
    private bool _writing;
    private bool _closed;
    private bool _kicked;
    private long _heldSince;

    // Also read without the lock, by who counts what was written.
    private volatile bool _aborted;

    // Zero while no write waits for its connection.
    private long _waitingSince;

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
                return _urgent + _marked;
            }
        }
    }

    /// <summary>
    /// Adds a topic, or begins it anew; null where the connection has as many as it may, or has ended. Called under the
    /// feed's lock, so that joining and answering are one step.
    /// </summary>
    public OutboxTopic? TryJoin(ITopicSource source)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return null;
            }

            if (Find(source.Topic.Text) is { } before)
            {
                // A repeated subscription: the answer contains what waited.
                Drop(before, "resubscribed");
                before.BarrierDropped = false;
                if (ReferenceEquals(before.Source, source))
                {
                    return before;
                }

                Remove(before);
            }
            else if (_topics.Count >= options.TopicsPerConnectionMax)
            {
                return null;
            }

            var topic = new OutboxTopic(source);
            _topics.Add(topic);
            return topic;
        }
    }

    public ITopicSource? Leave(string name)
    {
        lock (_gate)
        {
            if (Find(name) is not { } topic)
            {
                return null;
            }

            Drop(topic, "left");
            Remove(topic);
            return topic.Source;
        }
    }

    /// <summary>Empties the outbox for good and returns the topics that have to be left.</summary>
    public ITopicSource[] Close()
    {
        lock (_gate)
        {
            _closed = true;
            ITopicSource[] sources = [.. _topics.Select(topic => topic.Source)];
            _topics.ForEach(topic => topic.Gone = true);
            _topics.Clear();
            (_alone, _queue) = (default, null);
            (_waiting, _bytes, _urgent, _marked) = (0, 0, 0, 0);
            return sources;
        }
    }

    /// <summary>
    /// Takes an update of a topic that was joined; true when <see cref="Pump(ref WriteTally)"/> has to be called once the
    /// publisher is done.
    /// </summary>
    public bool Enqueue(OutboxTopic topic, OutboundUpdate update)
    {
        var size = update.Size(sink.Format);
        lock (_gate)
        {
            if (topic.Gone)
            {
                return false;
            }

            if (update.Barrier || update.Reset || update.Ends)
            {
                Drop(topic, update.Barrier ? "barrier" : "reset");
            }

            if (topic.Mark != OutboxMark.None)
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

    public void Pump()
    {
        var tally = default(WriteTally);
        Pump(ref tally);
        tally.Report(time);
    }

    /// <summary>Writes what waits, unless a write is under way already: its end goes on here. Never throws.</summary>
    public void Pump(ref WriteTally tally)
    {
        for (var more = TryTake(finished: false); more; more = TryTake(finished: true))
        {
            ValueTask write;
            try
            {
                write = _update is { } update ? sink.WriteAsync(update) : sink.WriteAsync(_frame!);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                write = ValueTask.FromException(exception);
            }

            if (!write.IsCompletedSuccessfully)
            {
                lock (_gate)
                {
                    _waitingSince = Math.Max(1, time.GetTimestamp());
                }

                _ = FinishAsync(write);
                return;
            }

            Count(ref tally);
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

    /// <summary>
    /// Called every second; returns the bytes that wait. A call without an answer (<c>send</c> instead of <c>invoke</c>)
    /// never releases by itself.
    /// </summary>
    public int CheckTime()
    {
        bool release;
        bool stalled;
        int bytes;
        lock (_gate)
        {
            release = _heldSince != 0 && time.GetElapsedTime(_heldSince) > TimeSpan.FromSeconds(1);
            stalled = !_closed && _waitingSince != 0 && time.GetElapsedTime(_waitingSince) > TimeSpan.FromSeconds(options.StallSeconds);
            bytes = _bytes;
        }

        if (release)
        {
            Release();
        }

        if (stalled)
        {
            Abort(ErrorCode.StalledReader);
        }

        return bytes;
    }

    /// <summary>Ends the connection at once. Only the first number counts: what fails after it is its consequence.</summary>
    public void Abort(ErrorCode reason)
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

    private void Add(OutboxTopic topic, OutboundUpdate update, int size)
    {
        // Topics are independent: a barrier, or a whole state that may hide one, passes all others.
        var first = update.Barrier || update.Reset;
        var reason = update.Ends ? null
            : topic.Waiting > 0 && topic.Source.Topic.Class == TopicClass.Latest ? "latest"
            : _bytes + size > options.OutboxBytesMax ? "bound"
            : topic.BarrierDropped && !update.Barrier ? "barrier"
            : null;
        if (reason is null)
        {
            Put(new QueuedUpdate(update, topic, size), first);
            topic.Waiting++;
            topic.BarrierDropped = false;
            _bytes += size;
        }
        else
        {
            Drop(topic, reason);
            DeliveryMetrics.Conflated.WithLabels(reason).Inc();
            topic.BarrierDropped |= update.Barrier;
            SetMark(topic, first || topic.BarrierDropped ? OutboxMark.Urgent : OutboxMark.Marked);
        }
    }

    private void Put(QueuedUpdate queued, bool first)
    {
        if (_waiting++ == 0)
        {
            _alone = queued;
            return;
        }

        var queue = Queue();
        queue.Insert(first ? 0 : queue.Count, queued);
    }

    /// <summary>All of the queue in the list.</summary>
    private List<QueuedUpdate> Queue()
    {
        _queue ??= [];
        if (_alone.Update is not null)
        {
            _queue.Add(_alone);
            _alone = default;
        }

        return _queue;
    }

    private OutboxTopic? Find(string name)
    {
        foreach (var topic in _topics)
        {
            if (topic.Source.Topic.Text == name)
            {
                return topic;
            }
        }

        return null;
    }

    private void Remove(OutboxTopic topic)
    {
        topic.Gone = true;
        _topics.Remove(topic);
    }

    private void SetMark(OutboxTopic topic, OutboxMark mark)
    {
        _urgent += (mark == OutboxMark.Urgent ? 1 : 0) - (topic.Mark == OutboxMark.Urgent ? 1 : 0);
        _marked += (mark == OutboxMark.Marked ? 1 : 0) - (topic.Mark == OutboxMark.Marked ? 1 : 0);
        topic.Mark = mark;
    }

    /// <summary>Forgets what waits of a topic, and its mark.</summary>
    private void Drop(OutboxTopic topic, string reason)
    {
        SetMark(topic, OutboxMark.None);
        if (topic.Waiting == 0)
        {
            return;
        }

        var queue = Queue();
        foreach (var queued in queue)
        {
            if (queued.Topic == topic)
            {
                topic.BarrierDropped |= queued.Update.Barrier;
                _bytes -= queued.Size;
                DeliveryMetrics.Conflated.WithLabels(reason).Inc();
            }
        }

        queue.RemoveAll(queued => queued.Topic == topic);
        _waiting = queue.Count;
        topic.Waiting = 0;
    }

    /// <summary>Fills the frame, where there is something to write and no write is under way.</summary>
    /// <param name="finished">The caller's own write has ended.</param>
    private bool TryTake(bool finished)
    {
        lock (_gate)
        {
            if (finished)
            {
                Finish();
            }

            _kicked = false;
            if (_closed || _aborted || _writing || _heldSince != 0)
            {
                return false;
            }

            Gather();
            _writing = _update is not null || _frame is { Count: > 0 };
            return _writing;
        }
    }

    private void Finish()
    {
        _update = null;
        _frame?.Clear();
        _frame = _frame is { Capacity: > KeptMax } ? null : _frame;
        _writing = false;
        _waitingSince = 0;
    }

    /// <summary>Urgent snapshots, then the queue in order up to the size of a frame, then snapshots of marked topics.</summary>
    private void Gather()
    {
        if (_urgent + _marked == 0 && _alone.Update is { } alone)
        {
            Took(_alone);
            (_update, _alone, _waiting) = (alone, default, 0);
            return;
        }

        if (_urgent + _marked + _waiting == 0)
        {
            return;
        }

        _frame ??= [];
        var bytes = 0;
        TakeSnapshots(OutboxMark.Urgent, _urgent, ref bytes);
        if (_urgent == 0)
        {
            TakeQueue(ref bytes);
        }

        if (_waiting == 0)
        {
            TakeSnapshots(OutboxMark.Marked, _marked, ref bytes);
        }
    }

    private void TakeQueue(ref int bytes)
    {
        var queue = Queue();
        var count = 0;
        while (count < queue.Count && (_frame!.Count == 0 || bytes + queue[count].Size <= options.FrameBytesMax))
        {
            var queued = queue[count++];
            bytes += queued.Size;
            _frame.Add(queued.Update);
            Took(queued);
        }

        queue.RemoveRange(0, count);
        _waiting = queue.Count;
        _queue = _waiting == 0 && queue.Capacity > KeptMax ? null : queue;
    }

    private void Took(QueuedUpdate queued)
    {
        _bytes -= queued.Size;
        queued.Topic.Waiting--;
        if (queued.Update.Ends)
        {
            Remove(queued.Topic);
        }
    }

    private void TakeSnapshots(OutboxMark mark, int owed, ref int bytes)
    {
        for (; owed > 0; _turn++)
        {
            _turn = _turn < _topics.Count ? _turn : 0;
            var topic = _topics[_turn];
            if (topic.Mark != mark)
            {
                continue;
            }

            owed--;
            if (_frame!.Count > 0 && bytes >= options.FrameBytesMax)
            {
                return;
            }

            SetMark(topic, OutboxMark.None);
            if (topic.Source.Snapshot(topic.BarrierDropped) is { } snapshot)
            {
                _frame.Add(snapshot);
                bytes += snapshot.Size(sink.Format);
                DeliveryMetrics.Snapshots.Inc();
            }

            topic.BarrierDropped = false;
        }
    }

    /// <summary>Never fails: whatever goes wrong with a frame ends its connection, which comes back and resumes.</summary>
    private async Task FinishAsync(ValueTask write)
    {
        var tally = default(WriteTally);
        try
        {
            await write;
            Count(ref tally);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Abort(ErrorCode.WriteFailed);
        }

        lock (_gate)
        {
            Finish();
        }

        Pump(ref tally);
        tally.Report(time);
    }

    /// <summary>
    /// Counts what the connection has just taken, unless it was aborted meanwhile: such a write may still end well, as
    /// SignalR's do, and yet nobody reads it.
    /// </summary>
    private void Count(ref WriteTally tally)
    {
        if (_aborted)
        {
            return;
        }

        if (_update is { } update)
        {
            tally.Add(update, time);
        }
        else
        {
            tally.Add(_frame!, time);
        }
    }
}
