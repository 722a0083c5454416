namespace Sokbo.Grains.Interfaces.Delivery;

[GenerateSerializer, Alias("delivery.LeaseFinding")]
public enum LeaseFinding
{
    /// <summary>The activation is not here any more, or does not know the gateway: subscribe anew.</summary>
    Lost = 0,

    /// <summary>The gateway stands behind the owner: pull.</summary>
    Behind = 1,
}
