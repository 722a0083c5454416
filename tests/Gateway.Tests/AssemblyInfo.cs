using Sokbo.Gateway.Tests;
using Xunit;

// Many of these wait for a time limit: more of them at once than there are cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(WaitsInOrder))]
