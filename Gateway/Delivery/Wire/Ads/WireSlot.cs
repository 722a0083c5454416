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

    /// <summary>Where on the page it is, in the publisher's words; empty when nobody said.</summary>
    [Key("position")] public string Position { get; init; } = "";

    /// <summary>Shown when no campaign runs; null for what the page has of its own.</summary>
    [Key("house")] public WireHouse? House { get; init; }

    /// <summary>How far below the viewport a banner is asked for, in percent of its height; null for the page's own choice.</summary>
    [Key("lazyDistancePercent")] public int? LazyDistancePercent { get; init; }

    /// <summary>Without a campaign what the page has in the place is shown, not the house banner.</summary>
    [Key("passback")] public bool Passback { get; init; }

    /// <summary>It lies over the content, with a close control.</summary>
    [Key("floating")] public bool Floating { get; init; }
}
