using Sokbo.Cluster.Tests.Ads;
using Sokbo.Cluster.Tests.Delivery;
using Sokbo.Cluster.Tests.Operations;
using Sokbo.Cluster.Tests.Processes;
using Sokbo.Tests;

namespace Sokbo.Cluster.Tests;

public sealed class ClustersInOrder() : LongestFirst(
    nameof(ProcessTests), nameof(RoamingTests), nameof(OverDeliveryTests), nameof(ClusterDeliveryTests), nameof(SplitClusterTests));
