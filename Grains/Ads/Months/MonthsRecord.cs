using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

[GenerateSerializer, Alias("ads.MonthsRecord")]
internal sealed class MonthsRecord
{
    [Id(0)] public MonthsState State { get; init; } = MonthsState.Empty;
}
