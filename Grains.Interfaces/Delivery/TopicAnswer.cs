using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>Answer to a subscription or a pull. Registering and answering are one step in the owner.</summary>
[GenerateSerializer, Immutable, Alias("delivery.TopicAnswer")]
public sealed record TopicAnswer
{
    [Id(0)] public required TopicOutcome Outcome { get; init; }

    /// <summary>The activation that answers. Updates of any other activation are to be dropped.</summary>
    [Id(1)] public string Activation { get; init; } = "";

    /// <summary>Address of the silo that holds the activation: leases of its topics are renewed there, in one batch.</summary>
    [Id(2)] public string Silo { get; init; } = "";

    /// <summary>Where the owner stands.</summary>
    [Id(3)] public Position Position { get; init; }

    /// <summary>The whole state, with <see cref="TopicOutcome.Snapshot"/>.</summary>
    [Id(4)] public TopicPayload? State { get; init; }

    /// <summary>The missing updates in order, with <see cref="TopicOutcome.Resumed"/>.</summary>
    [Id(5)] public ImmutableArray<TopicUpdate> Updates { get; init; } = [];

    /// <summary>When what the topic shows where the owner stands became so (<see cref="TopicUpdate.ChangedAt"/>).</summary>
    [Id(6)] public DateTimeOffset? ChangedAt { get; init; }

    public static TopicAnswer Unknown { get; } = new() { Outcome = TopicOutcome.Unknown };
}
