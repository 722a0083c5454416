using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

[GrainType("silo-topics")]
[SiloAddressPlacement]
internal sealed class SiloTopicsGrain(SiloTopics topics, ILocalSiloDetails silo) : Grain, ISiloTopicsGrain
{
    public Task<ImmutableArray<LeaseVerdict>> Renew(
        string gateway, ImmutableArray<LeaseRenewal> renewals, CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() == silo.SiloAddress.ToParsableString())
        {
            return Task.FromResult(topics.Renew(gateway, renewals));
        }

        // The silo of this key is gone and the call was placed here instead: none of its activations live.
        DeactivateOnIdle();
        return Task.FromResult<ImmutableArray<LeaseVerdict>>(
            [.. renewals.Select(renewal => new LeaseVerdict(renewal.Topic, LeaseFinding.Lost))]);
    }
}
