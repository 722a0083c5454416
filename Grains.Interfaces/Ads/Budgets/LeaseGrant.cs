namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>The answer to a <see cref="LeaseRequest"/>: a lease, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("ads.LeaseGrant")]
public sealed record LeaseGrant
{
    [Id(0)] public required LeaseRefusal Refusal { get; init; }

    /// <summary>Unique over all time within the campaign; 0 for none.</summary>
    [Id(1)] public long Lease { get; init; }

    /// <summary>The numbers are 0 to this, exclusive.</summary>
    [Id(2)] public int Size { get; init; }

    /// <summary>The day in Seoul whose numbers they are, as yyyymmdd: on no other day may they be spent.</summary>
    [Id(3)] public int Day { get; init; }

    /// <summary>The gateway spends nothing later than this after it has asked, by its monotonic clock.</summary>
    [Id(4)] public TimeSpan Life { get; init; }

    /// <summary>How long to wait before asking again. Of a grant, zero where more may be had at once.</summary>
    [Id(5)] public TimeSpan RetryAfter { get; init; }

    public static LeaseGrant None(LeaseRefusal refusal, TimeSpan retryAfter) => new() { Refusal = refusal, RetryAfter = retryAfter };
}
