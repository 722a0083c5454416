using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// All topic owners of one silo, for the renewal of leases in batches. The key is the silo's address as it stands in
/// <see cref="TopicAnswer.Silo"/>; an activation on any other silo answers that everything is lost.
/// </summary>
[Alias("delivery.ISiloTopicsGrain")]
public interface ISiloTopicsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Renews the gateway's leases on this silo. The answer names only the topics that need something done;
    /// for every other one the gateway knows that it stood where the owner stood.
    /// </summary>
    [Alias("Renew")]
    Task<ImmutableArray<LeaseVerdict>> Renew(string gateway, ImmutableArray<LeaseRenewal> renewals, CancellationToken cancellationToken);
}
