using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <param name="Forecast">What it rests on.</param>
/// <param name="Available">Impressions; null where nothing is known.</param>
/// <param name="Conflicting">The bookings that hold what else would be available.</param>
/// <param name="Days">Of the booking's period.</param>
internal sealed record InventoryResult(
    ForecastKind Forecast, long? Available, ImmutableArray<InventoryBooking> Conflicting, ImmutableArray<DayAvailability> Days)
{
    public static InventoryResult Unknown { get; } = new(ForecastKind.None, null, [], []);
}
