namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>A day in Seoul; impressions that render.</summary>
/// <param name="Date">yyyy-MM-dd.</param>
/// <param name="Supply">Expected in the slots, hours and dates of the booking.</param>
/// <param name="Sold">Of these to others.</param>
/// <param name="Available">To this booking at most.</param>
internal sealed record AvailabilityDayResponse(string Date, long Supply, long Sold, long Available);
