namespace Sokbo.Gateway.Articles;

/// <summary>At once, unless a moment is named or an embargo holds.</summary>
internal sealed record PublishRequest
{
    /// <summary>When it goes out: RFC 3339 with an offset. One that has passed publishes at once.</summary>
    public string? At { get; init; }

    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
