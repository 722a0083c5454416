using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>The store of a cluster: redis-server.</summary>
public sealed class RedisStoreSpecification(RedisStoreFixture fixture) : StoreSpecification(fixture), IClassFixture<RedisStoreFixture>
{
    private protected override async Task<IStoreUnderTest> StartStoreAsync() => new RedisUnderTest(await RedisServerProcess.StartAsync());
}
