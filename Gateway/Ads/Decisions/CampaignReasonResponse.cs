namespace Sokbo.Gateway.Ads.Decisions;

/// <param name="Campaign">Its id.</param>
/// <param name="Name">As it was booked.</param>
/// <param name="Reason"><c>won</c>, or what it lost by.</param>
internal sealed record CampaignReasonResponse(string Campaign, string Name, string Reason);
