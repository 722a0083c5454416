using Sokbo.Cluster.Tests;
using Xunit;

// Processes that are started, killed and waited for: more of them at once than there are cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(ClustersInOrder))]
