using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Ads;

/// <summary>No topic: nobody but its own people reads it.</summary>
[GrainType("advertiser")]
internal sealed class AdvertiserGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<AdvertiserRecord> store) : Grain, IAdvertiserGrain
{
    public async Task<AdvertiserOutcome> Register(string name, BusinessInfo? business, CancellationToken cancellationToken)
    {
        if (store.State.Advertiser is { } existing)
        {
            return new AdvertiserOutcome(AdsVerdict.Done, existing);
        }

        return await WriteAsync(new AdvertiserDetails(this.GetPrimaryKeyString(), name, 1, business), cancellationToken);
    }

    public async Task<AdvertiserOutcome> Change(string name, BusinessInfo? business, AdsAct act, CancellationToken cancellationToken)
    {
        if (store.State.Advertiser is not { } existing)
        {
            this.LeaveUnlessCreated(() => store.State.Advertiser is not null);
            return new AdvertiserOutcome(AdsVerdict.NotFound, null);
        }

        if (existing.Name == name && existing.Business == business)
        {
            return new AdvertiserOutcome(AdsVerdict.Done, existing);
        }

        return AdsChecks.Refusal(act, existing.Revision) is { } refusal
            ? new AdvertiserOutcome(refusal, existing)
            : await WriteAsync(existing with { Name = name, Business = business, Revision = existing.Revision + 1 }, cancellationToken);
    }

    public Task<AdvertiserDetails?> Read(CancellationToken cancellationToken)
    {
        if (store.State.Advertiser is null)
        {
            this.LeaveUnlessCreated(() => store.State.Advertiser is not null);
        }

        return Task.FromResult(store.State.Advertiser);
    }

    private async Task<AdvertiserOutcome> WriteAsync(AdvertiserDetails next, CancellationToken cancellationToken)
    {
        await this.WriteOrLeaveAsync(store, new AdvertiserRecord { Advertiser = next }, cancellationToken);

        return new AdvertiserOutcome(AdsVerdict.Done, next);
    }
}
