namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>An entry in the advertiser's favour in the first month that is open when it is made. It is never changed.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignCredit")]
public sealed record CampaignCredit
{
    public const int ReasonLengthMax = 200;

    /// <summary>Of the operation that made it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>yyyymm.</summary>
    [Id(1)] public required int Month { get; init; }

    /// <summary>Whole won that the month costs less; below 0 where a correction is in the publisher's favour.</summary>
    [Id(2)] public required long AmountWon { get; init; }

    /// <summary>
    /// A make-good: events that are delivered again. The goal is so much higher, and <see cref="AmountWon"/> is what they cost
    /// now, a fraction of a won rounded up, so that the advertiser pays once. 0 for a credit in money.
    /// </summary>
    [Id(3)] public long Numbers { get; init; }

    [Id(4)] public required string Reason { get; init; }

    /// <summary>Who made it.</summary>
    [Id(5)] public required string By { get; init; }

    [Id(6)] public required DateTimeOffset At { get; init; }
}
