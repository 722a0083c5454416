namespace Sokbo.Gateway.Articles;

/// <summary>An act that needs no more than a reason.</summary>
internal sealed record ReasonRequest
{
    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
