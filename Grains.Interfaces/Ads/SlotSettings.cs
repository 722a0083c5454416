using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Immutable, Alias("ads.SlotSettings")]
public sealed record SlotSettings(
    [property: Id(0)] ImmutableArray<string> Sizes,
    [property: Id(1)] int IntervalSeconds)
{
    public const int IntervalSecondsDefault = 30;
    public const int IntervalSecondsMin = 5;
    public const int IntervalSecondsMax = 3_600;
    public const int SizesMax = 8;

    [Id(2)] public SlotPresentation Presentation { get; init; } = SlotPresentation.Default;
}
