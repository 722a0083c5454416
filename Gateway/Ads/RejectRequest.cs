namespace Sokbo.Gateway.Ads;

internal sealed record RejectRequest
{
    /// <summary>For the advertiser, at most 300 characters.</summary>
    public required string Reason { get; init; }
}
