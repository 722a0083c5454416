using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>What one entry of a log holds for one campaign.</summary>
/// <param name="Campaign">Its id.</param>
/// <param name="Events">In the order in which they came.</param>
/// <param name="Filtered">What bills nothing, whatever the number: counted by the gateway, so that no flood of it grows the log.</param>
[GenerateSerializer, Immutable, Alias("ads.CampaignEvents")]
public sealed record CampaignEvents(
    [property: Id(0)] string Campaign,
    [property: Id(1)] ImmutableArray<AdEvent> Events,
    [property: Id(2)] ImmutableArray<EventCount> Filtered);
