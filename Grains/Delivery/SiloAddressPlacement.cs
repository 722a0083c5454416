namespace Sokbo.Grains.Delivery;

/// <summary>Places a grain on the silo whose address is its key; on any other silo when that one is gone.</summary>
[GenerateSerializer, Immutable, Alias("delivery.SiloAddressPlacement")]
internal sealed class SiloAddressPlacement : PlacementStrategy
{
    public static SiloAddressPlacement Instance { get; } = new();
}
