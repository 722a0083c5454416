namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>A booking that has sold what another one needs.</summary>
/// <param name="Id">Of the campaign.</param>
/// <param name="Name">As it was booked.</param>
/// <param name="AdvertiserId">Whose it is.</param>
/// <param name="Impressions">That it still needs.</param>
[GenerateSerializer, Immutable, Alias("ads.ConflictingBooking")]
public sealed record ConflictingBooking(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string AdvertiserId,
    [property: Id(3)] long Impressions);
