using System.Collections.Concurrent;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>Every connection on the lane, also those without a handshake yet.</summary>
internal sealed class LaneConnections
{
    private readonly ConcurrentDictionary<LaneConnection, bool> _all = [];

    /// <summary>As of about the moment of the call; takes no lock.</summary>
    public IEnumerable<LaneConnection> All => _all.Select(static pair => pair.Key);

    public void Add(LaneConnection connection) => _all[connection] = true;

    public void Remove(LaneConnection connection) => _all.TryRemove(connection, out _);
}
