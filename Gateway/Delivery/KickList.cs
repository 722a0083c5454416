namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Outboxes that have something to write. They are pumped after all locks are released, in slices on other threads:
/// no publisher waits for a connection, and a broadcast does not have thousands of writes under way at once.
/// An outbox that was added must be pumped: it asks only once.
/// </summary>
internal sealed class KickList(TaskScheduler workers)
{
    private const int SliceLength = 256;

    private readonly List<ConnectionOutbox> _outboxes = [];

    public void Add(ConnectionOutbox outbox) => _outboxes.Add(outbox);

    public void Pump()
    {
        foreach (var slice in _outboxes.Chunk(SliceLength))
        {
            _ = Task.Factory.StartNew(PumpSlice, slice, CancellationToken.None, TaskCreationOptions.DenyChildAttach, workers);
        }

        _outboxes.Clear();
    }

    private static void PumpSlice(object? slice)
    {
        foreach (var outbox in (ConnectionOutbox[])slice!)
        {
            outbox.Pump();
        }
    }
}
