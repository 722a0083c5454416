using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What is written when hours are folded.</summary>
[GenerateSerializer, Alias("ads.FoldedTraffic")]
internal sealed class FoldedTraffic
{
    /// <summary>The last hour since 1970 (UTC) that is in it: what a head still has of it is in here already.</summary>
    [Id(0)] public int FoldedThrough { get; init; }

    [Id(1)] public SiteTraffic Traffic { get; init; } = SiteTraffic.None;
}
