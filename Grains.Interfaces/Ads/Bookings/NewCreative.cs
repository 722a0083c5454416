namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>A creative that comes with its campaign.</summary>
[GenerateSerializer, Immutable, Alias("ads.NewCreative")]
public sealed record NewCreative(
    [property: Id(0)] CreativeDraft Draft,
    [property: Id(1)] CreativeApproval Approval,
    [property: Id(2)] string ApprovalReason = "");
