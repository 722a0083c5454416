using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

/// <summary>State of <c>slot/{site}/{id}</c>: settings and withdrawals, never a choice of banner.</summary>
[MessagePackObject, WireOut]
public sealed record WireSlot
{
    [Key("id")] public required string Id { get; init; }

    [Key("sizes")] public required IReadOnlyList<string> Sizes { get; init; }

    [Key("intervalSeconds")] public required int IntervalSeconds { get; init; }

    [Key("revision")] public required int Revision { get; init; }

    /// <summary>Grows when what may run changes: a page that shows nothing asks again.</summary>
    [Key("lineup")] public required int Lineup { get; init; }

    /// <summary>Creatives that must not be on the screen, by the id that a decision gave.</summary>
    [Key("withdrawn")] public required IReadOnlyList<string> Withdrawn { get; init; }
}
