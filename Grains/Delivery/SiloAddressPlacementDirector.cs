using Orleans.Runtime.Placement;

namespace Sokbo.Grains.Delivery;

internal sealed class SiloAddressPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var key = target.GrainIdentity.Key.ToString();
        return Task.FromResult(silos.FirstOrDefault(silo => silo.ToParsableString() == key) ?? silos[0]);
    }
}
