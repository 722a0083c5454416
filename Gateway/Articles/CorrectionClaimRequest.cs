namespace Sokbo.Gateway.Articles;

/// <summary>Whether a correction is claimed (정정보도 청구 중).</summary>
internal sealed record CorrectionClaimRequest
{
    /// <summary>False where the claim was settled without a correction.</summary>
    public bool Pending { get; init; } = true;

    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
