namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What a banner shows and where it leads; already checked.</summary>
[GenerateSerializer, Immutable, Alias("ads.CreativeDraft")]
public sealed record CreativeDraft
{
    public const int TextLengthMax = 200;
    public const int ApprovalReasonLengthMax = 300;

    [Id(0)] public required CreativeKind Kind { get; init; }

    [Id(1)] public required string Text { get; init; }

    [Id(2)] public required string LandingUrl { get; init; }

    [Id(3)] public required int Weight { get; init; }

    [Id(4)] public string ImageUrl { get; init; } = "";

    [Id(5)] public int Width { get; init; }

    [Id(6)] public int Height { get; init; }

    [Id(7)] public bool Paused { get; init; }

    [Id(8)] public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it is not shown any more.</summary>
    [Id(9)] public DateTimeOffset? End { get; init; }

    /// <summary>Whoever sends it may not approve it: what is new in it waits for ad operations.</summary>
    [Id(10)] public bool NeedsApproval { get; init; }

    /// <summary>Name of the stored frame; empty unless it is HTML.</summary>
    [Id(11)] public string Frame { get; init; } = "";
}
