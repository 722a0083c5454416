namespace Sokbo.Grains.Interfaces.Ads.Months;

[GenerateSerializer, Alias("ads.CountsBy")]
public enum CountsBy
{
    Hour = 0,

    /// <summary>Days in Seoul.</summary>
    Day = 1,

    Creative = 2,

    Slot = 3,
}
