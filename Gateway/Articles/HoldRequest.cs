namespace Sokbo.Gateway.Articles;

/// <summary>A hold (임시조치).</summary>
internal sealed record HoldRequest
{
    /// <summary>When it comes back by itself: RFC 3339 with an offset; left out: in 30 days.</summary>
    public string? Until { get; init; }

    /// <summary>What the public is told; may be empty.</summary>
    public string Notice { get; init; } = "";

    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
