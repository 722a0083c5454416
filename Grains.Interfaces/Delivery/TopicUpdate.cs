namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>One step of a topic. It was persisted together with the state it describes before it was sent.</summary>
[GenerateSerializer, Immutable, Alias("delivery.TopicUpdate")]
public sealed record TopicUpdate
{
    [Id(0)] public required string Topic { get; init; }

    [Id(1)] public required string Epoch { get; init; }

    [Id(2)] public required long Seq { get; init; }

    /// <summary>The sequence number that a delta applies to; for a snapshot the one before it.</summary>
    [Id(3)] public required long Base { get; init; }

    [Id(4)] public required UpdateKind Kind { get; init; }

    /// <summary>
    /// A retraction, hide or withdrawal: it empties every buffer and unsent queue before it, and nobody resumes across it.
    /// A barrier is always a snapshot.
    /// </summary>
    [Id(5)] public required bool Barrier { get; init; }

    [Id(6)] public required TopicPayload Data { get; init; }

    /// <summary>When the owner committed it (UTC).</summary>
    [Id(7)] public required DateTimeOffset At { get; init; }

    /// <summary>
    /// When what the topic shows last became another; never before that of an earlier update, and of whole seconds
    /// (<see cref="DocumentDate.Next"/>). Null from an owner of an older version.
    /// </summary>
    [Id(8)] public DateTimeOffset? ChangedAt { get; init; }

    public Position Position => new(Epoch, Seq);
}
