using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>What an owner stores: its state and the position that belongs to it, in one write.</summary>
[GenerateSerializer, Alias("delivery.TopicRecord`1")]
public sealed class TopicRecord<TState>
    where TState : class
{
    [Id(0)] public string Epoch { get; init; } = "";

    [Id(1)] public long Seq { get; init; }

    /// <summary>Incarnation of the store at the last write. A restored store has another one, which ends the epoch.</summary>
    [Id(2)] public string Incarnation { get; init; } = "";

    /// <summary>Null while nothing was ever committed.</summary>
    [Id(3)] public TState? State { get; init; }

    /// <summary>When the last update was committed (UTC).</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>
    /// When what the topic shows last became another, an epoch that began included; see <see cref="DocumentDate.Next"/>. Year 1 in
    /// records of older versions: <see cref="At"/> counts then.
    /// </summary>
    [Id(5)] public DateTimeOffset ChangedAt { get; init; }
}
