namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Answer to an act that needs room: the campaign's, or why there is no room.</summary>
[GenerateSerializer, Immutable, Alias("ads.BookingOutcome")]
public sealed record BookingOutcome([property: Id(0)] CampaignOutcome? Outcome, [property: Id(1)] Availability? Refusal);
