namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>Sums over all campaigns at the close of a month.</summary>
[GenerateSerializer, Immutable, Alias("ads.ClosedMonth")]
public sealed record ClosedMonth
{
    [Id(0)] public required int Month { get; init; }

    [Id(1)] public required DateTimeOffset At { get; init; }

    [Id(2)] public required string By { get; init; }

    [Id(3)] public required int Campaigns { get; init; }

    /// <summary>Whole won without VAT, credits taken off.</summary>
    [Id(4)] public required long NetWon { get; init; }

    /// <summary>SHA-256 over campaigns and the hashes of the rows that close their months, sorted by campaign.</summary>
    [Id(5)] public required string Hash { get; init; }
}
