using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Store;

public sealed class RedisStoreFixture : StoreFixture
{
    private RedisServerProcess? _redis;

    protected override async Task<string> OpenAsync()
    {
        _redis = await RedisServerProcess.StartAsync();
        return _redis.ConnectionString;
    }

    protected override async Task CloseAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }
}
