namespace Sokbo.Gateway.Ads.Bookings;

/// <param name="Id">Of the campaign.</param>
/// <param name="Name">As it was booked.</param>
/// <param name="AdvertiserId">Whose it is.</param>
/// <param name="Impressions">That it still needs.</param>
internal sealed record ConflictResponse(string Id, string Name, string AdvertiserId, long Impressions);
