using Sokbo.Hosting.Operations;

namespace Sokbo.Silo.Operations;

/// <summary>Ready while the cluster lists this silo as active.</summary>
internal sealed class SiloReadiness(IServiceProvider services) : IReadiness
{
    // Looked up at the first probe: the membership service exists only once the silo starts.
    private readonly Lazy<(ILocalSiloDetails Silo, IClusterMembershipService Membership)> _parts = new(() => (
        services.GetRequiredService<ILocalSiloDetails>(), services.GetRequiredService<IClusterMembershipService>()));

    public string Name => "silo";

    public string? Problem
    {
        get
        {
            var (silo, membership) = _parts.Value;
            var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
            return status == SiloStatus.Active ? null : $"the silo is {status.ToString().ToLowerInvariant()}";
        }
    }
}
