using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>Answer to one subscription.</summary>
[MessagePackObject, WireOut]
public sealed record WireAnswer
{
    [Key("topic")] public required string Topic { get; init; }

    /// <summary>One of <see cref="SubscribeOutcome"/>.</summary>
    [Key("outcome")] public required string Outcome { get; init; }

    /// <summary>Where the reader stands once it has taken this answer; absent where it hears nothing.</summary>
    [Key("epoch")] public string? Epoch { get; init; }

    [Key("seq")] public long? Seq { get; init; }

    /// <summary>The whole state, with <c>snapshot</c>.</summary>
    [Key("state")] public WireData? State { get; init; }

    /// <summary>The missing updates in order, with <c>resumed</c>.</summary>
    [Key("updates")] public IReadOnlyList<WireData>? Updates { get; init; }

    /// <summary>The same state as an update, for readers that know only updates; not on the wire of the hub.</summary>
    internal OutboundUpdate? Whole { get; init; }

    internal static WireAnswer Without(string topic, string outcome) => new() { Topic = topic, Outcome = outcome };
}
