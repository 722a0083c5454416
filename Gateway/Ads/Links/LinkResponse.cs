using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Links;

internal sealed record LinkResponse
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string By { get; init; }

    /// <summary>Only in the answer to the call that made it.</summary>
    public string? Url { get; init; }

    public static LinkResponse Of(CampaignLink link) => new()
    {
        Id = link.Id,
        Label = link.Label,
        Until = link.Until,
        CreatedAt = link.CreatedAt,
        By = link.By,
    };
}
