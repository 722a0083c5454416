namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>A gateway has spent the numbers 0 to <paramref name="Issued"/>, exclusive, and will spend none of the others, ever.</summary>
[GenerateSerializer, Immutable, Alias("ads.LeaseReturn")]
public sealed record LeaseReturn(
    [property: Id(0)] string Gateway,
    [property: Id(1)] long Lease,
    [property: Id(2)] int Issued);
