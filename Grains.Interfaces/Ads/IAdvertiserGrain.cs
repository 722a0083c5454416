namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>An advertiser; the key is its id, over all sites.</summary>
[Alias("ads.IAdvertiserGrain")]
public interface IAdvertiserGrain : IGrainWithStringKey
{
    /// <summary>The id is new for each operation, so creating what exists is a repetition and changes nothing.</summary>
    [Alias("Create")]
    Task<AdvertiserOutcome> Create(string name, CancellationToken cancellationToken);

    /// <summary>Campaigns keep the name that they were booked with until they change. The same name again changes nothing.</summary>
    [Alias("Rename")]
    Task<AdvertiserOutcome> Rename(string name, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Null when there is no such advertiser.</summary>
    [Alias("Read")]
    Task<AdvertiserDetails?> Read(CancellationToken cancellationToken);
}
