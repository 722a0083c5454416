using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Either errors, and then nothing has changed, or the campaigns as they stand, in the order of the steps; of a dry run neither.</summary>
[GenerateSerializer, Immutable, Alias("ads.BatchOutcome")]
public sealed record BatchOutcome(
    [property: Id(0)] ImmutableArray<BatchError> Errors,
    [property: Id(1)] ImmutableArray<CampaignDetails> Campaigns);
