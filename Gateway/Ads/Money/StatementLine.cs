namespace Sokbo.Gateway.Ads.Money;

/// <summary>One line of a statement.</summary>
public sealed record StatementLine
{
    public required string Campaign { get; init; }

    public required string Name { get; init; }

    /// <summary><c>delivery</c>, <c>adjustment</c> (of a flat price), <c>credit</c> or <c>makeGood</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Events, or days of a flat price.</summary>
    public required long Quantity { get; init; }

    /// <summary>Those of them that belong to days of months that were closed before they were counted; absent for none.</summary>
    public long? Carried { get; init; }

    /// <summary><c>rendered</c>, <c>viewable</c>, <c>click</c> or <c>day</c>; absent where there is no quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>Won for a thousand impressions or for a click, or the whole price of a flat period.</summary>
    public long? UnitPriceWon { get; init; }

    /// <summary>Below 0 for what is taken off.</summary>
    public required long AmountWon { get; init; }

    /// <summary>Of a credit.</summary>
    public string? Reason { get; init; }
}
