using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What a booking can count on, beside what is sold already.</summary>
[GenerateSerializer, Immutable, Alias("ads.Availability")]
public sealed record Availability
{
    public const int ConflictsMax = 50;

    [Id(0)] public required ForecastKind Forecast { get; init; }

    /// <summary>Events that are still to be billed.</summary>
    [Id(1)] public required long Requested { get; init; }

    /// <summary>Events of that kind that can be delivered without taking anything from others; null where nothing is known.</summary>
    [Id(2)] public long? Available { get; init; }

    /// <summary>Impressions that one event takes.</summary>
    [Id(3)] public double ImpressionsPerEvent { get; init; } = 1;

    /// <summary>The bookings whose sale stands in the way, at most <see cref="ConflictsMax"/>; empty where the traffic itself is too little.</summary>
    [Id(4)] public ImmutableArray<ConflictingBooking> Conflicting { get; init; } = [];

    [Id(5)] public ImmutableArray<DayAvailability> Days { get; init; } = [];

    public bool Suffices => Available is not { } available || available >= Requested;
}
