namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A signed address that shows a campaign to whoever has it, until it ends or is revoked. The address itself is kept nowhere.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignLink")]
public sealed record CampaignLink
{
    public const int LinksMax = 50;
    public const int LabelLengthMax = 100;

    /// <summary>Of the operation that made it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>For whom it is.</summary>
    [Id(1)] public required string Label { get; init; }

    /// <summary>The first moment at which it shows nothing any more.</summary>
    [Id(2)] public required DateTimeOffset Until { get; init; }

    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [Id(4)] public required string By { get; init; }
}
