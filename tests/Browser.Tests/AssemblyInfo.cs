using Sokbo.Browser.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

// One browser and one publication on a small machine: tests one after another, so that none waits for another's page.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
