namespace Sokbo.Gateway.Articles;

/// <summary>Opens or ends the coverage of a live blog.</summary>
internal sealed record CoverageRequest
{
    public required bool Open { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
