using System.Runtime.InteropServices;

namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>What was counted in one hour, over all slots and creatives.</summary>
/// <param name="Hour">Since 1970 (UTC).</param>
/// <param name="Rendered">Rendered impressions.</param>
/// <param name="Viewable">Viewable impressions.</param>
/// <param name="Clicks">Clicks.</param>
/// <param name="Others">Everything that is in another bucket.</param>
[GenerateSerializer, Immutable, Alias("ads.HourCounts")]
[StructLayout(LayoutKind.Auto)]
public readonly record struct HourCounts(
    [property: Id(0)] int Hour,
    [property: Id(1)] long Rendered,
    [property: Id(2)] long Viewable,
    [property: Id(3)] long Clicks,
    [property: Id(4)] long Others);
