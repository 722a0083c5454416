using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>An advertiser; the key is its id, over all sites.</summary>
[Alias("ads.IAdvertiserGrain")]
public interface IAdvertiserGrain : IGrainWithStringKey
{
    /// <summary>The id is new for each operation, so creating what exists is a repetition and changes nothing.</summary>
    [Alias("Register")]
    Task<AdvertiserOutcome> Register(string name, BusinessInfo? business, CancellationToken cancellationToken);

    /// <summary>Campaigns keep the name that they were booked with until they change. The same again changes nothing.</summary>
    [Alias("Change")]
    Task<AdvertiserOutcome> Change(string name, BusinessInfo? business, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Null when there is no such advertiser.</summary>
    [Alias("Read")]
    Task<AdvertiserDetails?> Read(CancellationToken cancellationToken);
}
