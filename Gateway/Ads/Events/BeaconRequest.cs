namespace Sokbo.Gateway.Ads.Events;

/// <summary>One thing that happened to a banner on a page.</summary>
internal sealed record BeaconRequest
{
    /// <summary>As the decision gave it.</summary>
    public required string Ticket { get; init; }

    /// <summary><c>rendered</c> or <c>viewable</c>.</summary>
    public required string Event { get; init; }
}
