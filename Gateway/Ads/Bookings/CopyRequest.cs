namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>What is different in a copy. What is left out is as in the original, apart from the dates.</summary>
internal sealed record CopyRequest
{
    public string? Name { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    public DateTimeOffset? End { get; init; }

    public long? Goal { get; init; }

    public long? DailyCap { get; init; }

    public long? PriceWon { get; init; }
}
