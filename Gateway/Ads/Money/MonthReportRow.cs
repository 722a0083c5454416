namespace Sokbo.Gateway.Ads.Money;

internal sealed record MonthReportRow
{
    /// <summary>Id of a site or advertiser, <c>site/slot</c>, or the name of a reason.</summary>
    public required string Key { get; init; }

    public required int Campaigns { get; init; }

    /// <summary>By reason; those without any are left out.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Absent by reason.</summary>
    public long? Billed { get; init; }

    /// <summary>Whole won without VAT, credits taken off; absent by slot and reason.</summary>
    public long? NetWon { get; init; }

    /// <summary>What pages of readers asked for; by site and slot, absent where nothing is known.</summary>
    public long? Requests { get; init; }

    /// <summary>Those of them that no campaign filled.</summary>
    public long? Unfilled { get; init; }
}
