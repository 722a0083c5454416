using Sokbo.Browser.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

// Readers mostly wait: more of them at once than there are cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(ReadersInOrder))]
