namespace Sokbo.Grains.Interfaces.Delivery;

[GenerateSerializer, Alias("delivery.UpdateKind")]
public enum UpdateKind
{
    /// <summary>Applies to exactly the base position.</summary>
    Delta = 0,

    /// <summary>Replaces whatever the receiver holds.</summary>
    Snapshot = 1,
}
