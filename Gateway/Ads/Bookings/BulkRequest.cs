namespace Sokbo.Gateway.Ads.Bookings;

internal sealed record BulkRequest
{
    /// <summary>1 to 200 ids of campaigns of one site.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
}
