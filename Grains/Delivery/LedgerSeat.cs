using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>What an activation gives its ledger.</summary>
internal sealed record LedgerSeat<TState>
    where TState : class
{
    public required string Topic { get; init; }

    public required GrainId Owner { get; init; }

    public required string Activation { get; init; }

    /// <summary>The public state of the topic; null while nothing of it is public.</summary>
    public required Func<TState, TopicPayload?> Publish { get; init; }

    /// <summary>Ends the activation once its calls are done. Calls that come later go to another one.</summary>
    public required Action Leave { get; init; }

    /// <summary>Runs one piece of work at a time, never beside a turn of the activation.</summary>
    public required TaskScheduler Turns { get; init; }
}
