namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>Marks a record that only ever leaves the gateway: its null members are left out in MessagePack too.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireOutAttribute : Attribute;
