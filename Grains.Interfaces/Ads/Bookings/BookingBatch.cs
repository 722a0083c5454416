using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Steps that are carried out all or not at all.</summary>
[GenerateSerializer, Immutable, Alias("ads.BookingBatch")]
public sealed record BookingBatch
{
    public const int StepsMax = 500;

    /// <summary>The same for every repetition.</summary>
    [Id(0)] public required string OperationId { get; init; }

    [Id(1)] public required ImmutableArray<BatchStep> Steps { get; init; }

    /// <summary>Book what there is no room for, too.</summary>
    [Id(2)] public bool AllowOverbooking { get; init; }

    /// <summary>Check only.</summary>
    [Id(3)] public bool DryRun { get; init; }
}
