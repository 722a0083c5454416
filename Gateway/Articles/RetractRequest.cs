namespace Sokbo.Gateway.Articles;

internal sealed record RetractRequest
{
    /// <summary>Why it was retracted, for the public.</summary>
    public required string Reason { get; init; }

    /// <summary>For the newsroom; never public.</summary>
    public string InternalReason { get; init; } = "";
}
