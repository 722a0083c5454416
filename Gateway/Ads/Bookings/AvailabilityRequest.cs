namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>A booking to be judged, and no more.</summary>
internal sealed record AvailabilityRequest
{
    public required CampaignRequest Campaign { get; init; }

    /// <summary>A campaign that it would replace.</summary>
    public string? Replaces { get; init; }
}
