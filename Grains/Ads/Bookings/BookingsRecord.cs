using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What a bookings grain stores.</summary>
[GenerateSerializer, Alias("ads.BookingsRecord")]
internal sealed class BookingsRecord
{
    public const int FinishedMax = 64;

    /// <summary>Decided on and not carried out to its end; null for none.</summary>
    [Id(0)] public BookingBatch? Pending { get; init; }

    /// <summary>The last batches, oldest first: a repetition finds itself here and changes nothing.</summary>
    [Id(1)] public ImmutableArray<FinishedBatch> Finished { get; init; } = [];
}
