namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Outboxes that have something to write, collected under a publisher's locks and handed on after them. An outbox that was
/// added must be pumped: it asks only once.
/// </summary>
internal sealed class KickList(Flushes flushes)
{
    private List<ConnectionOutbox>? _outboxes;

    public void Add(ConnectionOutbox outbox) => (_outboxes ??= flushes.Rent()).Add(outbox);

    public void Pump()
    {
        if (_outboxes is { } outboxes)
        {
            _outboxes = null;
            flushes.Add(outboxes);
        }
    }
}
