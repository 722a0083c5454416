namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>A credit of money or of numbers; the other is 0.</summary>
[GenerateSerializer, Immutable, Alias("ads.CreditRequest")]
public sealed record CreditRequest
{
    /// <summary>The same for every repetition of one act.</summary>
    [Id(0)] public required string OperationId { get; init; }

    [Id(1)] public long AmountWon { get; init; }

    [Id(2)] public long Numbers { get; init; }

    [Id(3)] public required string Reason { get; init; }

    [Id(4)] public required string By { get; init; }
}
