namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What a slot shows of its own when no campaign runs: unbilled and uncounted.</summary>
[GenerateSerializer, Immutable, Alias("ads.HouseBanner")]
public sealed record HouseBanner
{
    /// <summary>Text, or the alternative text of the image.</summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>Where it leads; empty for nowhere.</summary>
    [Id(1)] public string LandingUrl { get; init; } = "";

    /// <summary>Empty for a text.</summary>
    [Id(2)] public string ImageUrl { get; init; } = "";
}
