using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>The store of Standalone: Garnet in the same process.</summary>
public sealed class EmbeddedStoreSpecification(EmbeddedStoreFixture fixture)
    : StoreSpecification(fixture), IClassFixture<EmbeddedStoreFixture>
{
    private protected override async Task<IStoreUnderTest> StartStoreAsync() =>
        new StandaloneUnderTest(await ServiceProcess.StartAsync(new ServiceStart("Standalone") { Arguments = ["--no-sample"] }));
}
