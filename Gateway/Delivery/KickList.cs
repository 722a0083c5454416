namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Outboxes that have something to write, collected under a publisher's locks and handed on after them. An outbox that was
/// added must be pumped: it asks only once.
/// </summary>
internal sealed class KickList(Flushes flushes)
{
    private List<ConnectionOutbox> _outboxes = [];

    public void Add(ConnectionOutbox outbox) => _outboxes.Add(outbox);

    public void Pump()
    {
        if (_outboxes.Count > 0)
        {
            flushes.Add(_outboxes);
            _outboxes = [];
        }
    }
}
