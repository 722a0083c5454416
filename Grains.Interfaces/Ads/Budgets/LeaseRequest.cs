namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>A gateway asks for numbers.</summary>
[GenerateSerializer, Immutable, Alias("ads.LeaseRequest")]
public sealed record LeaseRequest
{
    /// <summary>Names one run of one gateway process: a restarted gateway is another one.</summary>
    [Id(0)] public required string Gateway { get; init; }

    /// <summary>Grows with each request of the gateway. A repetition gets the lease that the first one got.</summary>
    [Id(1)] public required long Request { get; init; }

    /// <summary>At least 1.</summary>
    [Id(2)] public required int Wanted { get; init; }

    /// <summary>Decisions a second that could have gone to the campaign at this gateway lately: its share of the traffic.</summary>
    [Id(3)] public required double RatePerSecond { get; init; }

    /// <summary>
    /// All such decisions that the gateway has counted; it may begin again at 0. From the differences a budget learns how the
    /// traffic runs over a day: of a rate it would see only the moments at which somebody asked.
    /// </summary>
    [Id(4)] public long Decisions { get; init; }
}
