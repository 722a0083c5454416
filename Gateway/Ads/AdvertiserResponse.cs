using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed record AdvertiserResponse(string Id, string Name, int Revision, BusinessResponse? Business)
{
    public static AdvertiserResponse Of(AdvertiserDetails advertiser) => new(advertiser.Id, advertiser.Name, advertiser.Revision, BusinessResponse.Of(advertiser.Business));
}
