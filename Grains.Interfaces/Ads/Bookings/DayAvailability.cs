namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>One day in Seoul of an <see cref="Availability"/>. Numbers are impressions that render.</summary>
/// <param name="Day">yyyymmdd.</param>
/// <param name="Supply">Expected in the slots, hours and pages of the booking.</param>
/// <param name="Sold">Of these for other bookings.</param>
/// <param name="Available">For this booking at most.</param>
[GenerateSerializer, Immutable, Alias("ads.DayAvailability")]
public sealed record DayAvailability(
    [property: Id(0)] int Day,
    [property: Id(1)] long Supply,
    [property: Id(2)] long Sold,
    [property: Id(3)] long Available);
