namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>Marks a payload that is never shown to browsers. Every other one needs a wire mapper in the gateway, which looks at its start.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClusterOnlyAttribute : Attribute;
