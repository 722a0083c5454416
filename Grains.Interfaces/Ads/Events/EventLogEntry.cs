using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>One write of a gateway: everything that came since the one before. A campaign is in it once.</summary>
/// <param name="Seq">1 for the first entry of a log, and 1 more for each.</param>
/// <param name="Campaigns">Events by campaign.</param>
[GenerateSerializer, Immutable, Alias("ads.EventLogEntry")]
public sealed record EventLogEntry(
    [property: Id(0)] long Seq,
    [property: Id(1)] ImmutableArray<CampaignEvents> Campaigns);
