namespace Sokbo.Gateway.Ads.Bookings;

internal sealed record BulkApprovalRequest
{
    /// <summary>1 to 200 of one site.</summary>
    public required IReadOnlyList<SeenCreative> Creatives { get; init; }

    /// <param name="Id">Of the creative.</param>
    /// <param name="Revision">That was looked at: another one refuses.</param>
    internal sealed record SeenCreative(string Id, int Revision);
}
