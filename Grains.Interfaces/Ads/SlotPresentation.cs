namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>How pages treat a slot. The default is a fixed place with the site's own house line.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotPresentation")]
public sealed record SlotPresentation
{
    public const int LazyDistancePercentMax = 1_000;

    public static SlotPresentation Default { get; } = new();

    /// <summary>Where on the page it is, in the publisher's words such as <c>article-top</c>; empty when nobody said.</summary>
    [Id(0)] public string Position { get; init; } = "";

    /// <summary>Null for the site's own house line.</summary>
    [Id(1)] public HouseBanner? House { get; init; }

    /// <summary>How far below the viewport a banner is asked for, in percent of its height; null for the page's own choice.</summary>
    [Id(2)] public int? LazyDistancePercent { get; init; }

    /// <summary>Without a campaign the place is handed back to the page around it instead of the house banner.</summary>
    [Id(3)] public bool Passback { get; init; }

    /// <summary>It lies over the content: the page must give it a working close control from the first frame on.</summary>
    [Id(4)] public bool Floating { get; init; }
}
