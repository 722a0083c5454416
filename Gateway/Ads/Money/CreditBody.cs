namespace Sokbo.Gateway.Ads.Money;

/// <summary>Either an amount or numbers.</summary>
internal sealed record CreditBody
{
    /// <summary>Whole won in the advertiser's favour; below 0 to take a credit back.</summary>
    public long? AmountWon { get; init; }

    /// <summary>Events that are delivered again without being paid for.</summary>
    public long? Numbers { get; init; }

    /// <summary>Stands in the statement.</summary>
    public required string Reason { get; init; }

    /// <summary>Who has decided it; the key's holder unless told.</summary>
    public string? By { get; init; }
}
