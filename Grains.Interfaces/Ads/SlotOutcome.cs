namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Immutable, Alias("ads.SlotOutcome")]
public sealed record SlotOutcome(
    [property: Id(0)] AdsVerdict Verdict,
    [property: Id(1)] SlotState? Slot);
