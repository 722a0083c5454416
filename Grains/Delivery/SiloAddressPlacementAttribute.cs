using Orleans.Placement;

namespace Sokbo.Grains.Delivery;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class SiloAddressPlacementAttribute() : PlacementAttribute(SiloAddressPlacement.Instance);
