namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What a banner shows and where it leads; already checked.</summary>
[GenerateSerializer, Immutable, Alias("ads.CreativeDraft")]
public sealed record CreativeDraft
{
    public const int TextLengthMax = 200;

    [Id(0)] public required CreativeKind Kind { get; init; }

    [Id(1)] public required string Text { get; init; }

    [Id(2)] public required string LandingUrl { get; init; }

    [Id(3)] public required int Weight { get; init; }

    [Id(4)] public string ImageUrl { get; init; } = "";

    [Id(5)] public int Width { get; init; }

    [Id(6)] public int Height { get; init; }

    [Id(7)] public bool Paused { get; init; }
}
