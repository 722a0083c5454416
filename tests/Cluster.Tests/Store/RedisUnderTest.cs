using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Store;

internal sealed class RedisUnderTest(RedisServerProcess redis) : IStoreUnderTest
{
    public string ConnectionString => redis.ConnectionString;

    public async Task KillAndRestartAsync(Func<Task> whenDead)
    {
        await redis.KillAsync();
        await whenDead();
        await redis.RestartAsync();
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();
}
