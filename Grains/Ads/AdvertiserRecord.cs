using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

[GenerateSerializer, Alias("ads.AdvertiserRecord")]
internal sealed class AdvertiserRecord
{
    /// <summary>Null while it does not exist.</summary>
    [Id(0)] public AdvertiserDetails? Advertiser { get; init; }
}
