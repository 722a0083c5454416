using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

/// <summary>State of <c>stats/campaign/{id}</c>: all sums since the beginning. Names and meanings are those of the API.</summary>
[MessagePackObject, WireOut]
public sealed record WireStatistics
{
    [Key("id")] public required string Id { get; init; }

    [Key("pricing")] public required string Pricing { get; init; }

    [Key("goal")] public long? Goal { get; init; }

    [Key("billed")] public required long Billed { get; init; }

    [Key("billedToday")] public required long BilledToday { get; init; }

    [Key("open")] public required long Open { get; init; }

    /// <summary>Whole won.</summary>
    [Key("spendWon")] public required long SpendWon { get; init; }

    /// <summary>Whole won of all credits.</summary>
    [Key("creditWon")] public required long CreditWon { get; init; }

    [Key("viewableRate")] public double? ViewableRate { get; init; }

    [Key("clickRate")] public double? ClickRate { get; init; }

    [Key("pace")] public double? Pace { get; init; }

    [Key("goalShare")] public double? GoalShare { get; init; }

    [Key("timeShare")] public double? TimeShare { get; init; }

    [Key("expected")] public long? Expected { get; init; }

    [Key("held")] public bool? Held { get; init; }

    /// <summary>Rows of slot, creative, bucket and count.</summary>
    [Key("counts")] public required IReadOnlyList<WireCount> Counts { get; init; }

    /// <summary>The hours of the last two days in which something was counted: hours since 1970, rendered, viewable, clicks, all others.</summary>
    [Key("hours")] public required IReadOnlyList<IReadOnlyList<long>> Hours { get; init; }

    [Key("ledgerRows")] public required long LedgerRows { get; init; }
}
