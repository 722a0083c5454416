using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>Runs a theory once on the stock hub and once on the lane: what strangers meet is the same on both.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HubAndLaneAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<Carrier>(Carrier.Hub), new TheoryDataRow<Carrier>(Carrier.Lane)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
