using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Writes what was queued for connections, for all topics together: what came within one tick leaves each connection in
/// one frame. On other threads than the publisher's, so that nobody waits for a connection, and on half of the processors
/// at most: more of them only contend for the kernel, and calls and pages want theirs.
/// <code>
///   update a ─┐                      ┌─ worker: the next slice … frame(a, b) → connection …
///   update b ─┴─ FlushMilliseconds ──┴─ worker: the next slice … frame(a, b) → connection …
/// </code>
/// </summary>
internal sealed class Flushes : IDisposable
{
    private const int SliceLength = 256;

    // Lists are as long as a topic has readers: made anew for each update they would be most of what a delivery allocates.
    private const int SparesMax = 4;

    private static readonly int WorkersMax = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Lock _gate = new();
    private readonly TimeSpan _pause;
    private readonly TimeProvider _time;
    private readonly TaskScheduler _workers;
    private readonly ITimer _tick;
    private readonly Stack<List<ConnectionOutbox>> _spares = new(SparesMax);
    private List<ConnectionOutbox>? _waiting;

    public Flushes(IOptions<DeliveryOptions> options, TimeProvider time, TaskScheduler workers)
    {
        _pause = TimeSpan.FromMilliseconds(options.Value.FlushMilliseconds);
        _time = time;
        _workers = workers;
        _tick = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An empty list, to be filled and given to <see cref="Add"/>.</summary>
    public List<ConnectionOutbox> Rent()
    {
        lock (_gate)
        {
            return _spares.TryPop(out var spare) ? spare : [];
        }
    }

    /// <summary>Takes the list over.</summary>
    public void Add(List<ConnectionOutbox> outboxes)
    {
        if (_pause == TimeSpan.Zero)
        {
            Start(outboxes);
            return;
        }

        lock (_gate)
        {
            if (_waiting is not null)
            {
                // The tick is on its way. An outbox is in here once: it asks again only after it was pumped.
                _waiting.AddRange(outboxes);
                Return(outboxes);
                return;
            }

            _waiting = outboxes;
            _tick.Change(_pause, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _tick.Dispose();

    private void Flush()
    {
        List<ConnectionOutbox>? outboxes;
        lock (_gate)
        {
            (outboxes, _waiting) = (_waiting, null);
        }

        if (outboxes is not null)
        {
            Start(outboxes);
        }
    }

    private void Start(List<ConnectionOutbox> outboxes)
    {
        var next = 0;
        var workers = Math.Min(WorkersMax, 1 + ((outboxes.Count - 1) / SliceLength));
        var working = workers;
        for (var i = 0; i < workers; i++)
        {
            _ = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _workers);
        }

        void Work()
        {
            for (var slice = Interlocked.Increment(ref next) - 1; slice * SliceLength < outboxes.Count; slice = Interlocked.Increment(ref next) - 1)
            {
                Pump(CollectionsMarshal.AsSpan(outboxes)[(slice * SliceLength)..Math.Min((slice + 1) * SliceLength, outboxes.Count)]);
            }

            if (Interlocked.Decrement(ref working) == 0)
            {
                lock (_gate)
                {
                    Return(outboxes);
                }
            }
        }
    }

    private void Pump(ReadOnlySpan<ConnectionOutbox> outboxes)
    {
        var tally = default(WriteTally);
        foreach (var outbox in outboxes)
        {
            outbox.Pump(ref tally);
        }

        tally.Report(_time);
    }

    /// <summary>Under the lock.</summary>
    private void Return(List<ConnectionOutbox> outboxes)
    {
        if (_spares.Count < SparesMax)
        {
            outboxes.Clear();
            _spares.Push(outboxes);
        }
    }
}
