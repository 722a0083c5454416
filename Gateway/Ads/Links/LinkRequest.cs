namespace Sokbo.Gateway.Ads.Links;

internal sealed record LinkRequest
{
    /// <summary>For whom the link is.</summary>
    public required string Label { get; init; }

    /// <summary>When it ends, within two years.</summary>
    public required DateTimeOffset Until { get; init; }
}
