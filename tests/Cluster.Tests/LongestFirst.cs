using Sokbo.Cluster.Tests.Ads;
using Sokbo.Cluster.Tests.Delivery;
using Sokbo.Cluster.Tests.Operations;
using Sokbo.Cluster.Tests.Processes;
using Xunit.Sdk;
using Xunit.v3;

namespace Sokbo.Cluster.Tests;

/// <summary>
/// Collections run one beside another, each by itself from its first test to its last: those that take longest begin, so that
/// none of them is left alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(ProcessTests), nameof(RoamingTests), nameof(OverDeliveryTests), nameof(ClusterDeliveryTests), nameof(SplitClusterTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}
