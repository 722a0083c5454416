using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>The connection behind an outbox.</summary>
internal interface IFrameSink
{
    /// <summary>The label in metrics.</summary>
    string Kind { get; }

    /// <summary>The format by whose bytes the outbox counts what waits.</summary>
    WireFormat Format { get; }

    /// <summary>
    /// Writes updates in order, at least one, in one piece; completes when the connection has taken them. Never called again
    /// before it has completed, and from any thread. Any exception ends the connection.
    /// </summary>
    ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates);

    /// <summary>The same for one update alone, which is what most frames are.</summary>
    ValueTask WriteAsync(OutboundUpdate update) => WriteAsync([update]);

    /// <summary>Asks the reader to come back, to any gateway, and to leave this connection then. Does not wait.</summary>
    void Move(WireReconnectPlan plan);

    /// <summary>Called every second, on one thread; for what a connection has to be watched for besides its writes.</summary>
    void CheckTime()
    {
    }

    /// <summary>Ends the connection at once, counted and logged under its number. Called at most once, by the outbox.</summary>
    void Abort(ErrorCode reason);
}
