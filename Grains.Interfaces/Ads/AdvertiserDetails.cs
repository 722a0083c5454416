using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Immutable, Alias("ads.AdvertiserDetails")]
public sealed record AdvertiserDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] int Revision,
    [property: Id(3)] BusinessInfo? Business = null);
