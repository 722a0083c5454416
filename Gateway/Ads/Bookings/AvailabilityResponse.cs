using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Gateway.Access;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Gateway.Ads.Bookings;

internal sealed record AvailabilityResponse
{
    /// <summary><c>recorded</c>, <c>partial</c> or <c>none</c>.</summary>
    public required string Forecast { get; init; }

    /// <summary>Events still to be billed.</summary>
    public required long Requested { get; init; }

    /// <summary>Events that can be delivered beside what is sold; absent where nothing is known.</summary>
    public long? Available { get; init; }

    /// <summary>Whether it could be booked.</summary>
    public required bool Bookable { get; init; }

    /// <summary>Impressions that render which one event takes.</summary>
    public required double ImpressionsPerEvent { get; init; }

    /// <summary>Bookings that hold what else would be available, as far as the key may see them.</summary>
    public required ImmutableArray<ConflictResponse> Conflicting { get; init; }

    /// <summary>How many more there are, of other advertisers; absent for none.</summary>
    public int? OthersConflicting { get; init; }

    public required ImmutableArray<AvailabilityDayResponse> Days { get; init; }

    public static AvailabilityResponse Of(Availability room, Caller caller)
    {
        var visible = room.Conflicting.Where(booking => caller.MayUseAccount(booking.AdvertiserId)).ToArray();
        return new AvailabilityResponse
        {
            Forecast = room.Forecast.ToString().ToLowerInvariant(),
            Requested = room.Requested,
            Available = room.Available,
            Bookable = room.Suffices,
            ImpressionsPerEvent = Math.Round(room.ImpressionsPerEvent, 3),
            Conflicting = [.. visible.Select(booking => new ConflictResponse(booking.Id, booking.Name, booking.AdvertiserId, booking.Impressions))],
            OthersConflicting = room.Conflicting.Length > visible.Length ? room.Conflicting.Length - visible.Length : null,
            Days = [.. room.Days.Select(day => new AvailabilityDayResponse(DateOf(day.Day), day.Supply, day.Sold, day.Available))],
        };
    }

    private static string DateOf(int day) => string.Create(CultureInfo.InvariantCulture, $"{day / 10_000:0000}-{day / 100 % 100:00}-{day % 100:00}");
}
