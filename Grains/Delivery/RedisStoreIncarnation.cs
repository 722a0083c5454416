using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Sokbo.Grains.Delivery;

/// <summary>The incarnation as the key <c>{ServiceId}/incarnation</c>; the first process that looks writes it.</summary>
internal sealed class RedisStoreIncarnation(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster) : IStoreIncarnation
{
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var key = StorageKeys.Incarnation(cluster.Value.ServiceId);
        var value = await database.StringGetAsync(key).WaitAsync(cancellationToken);
        if (value.HasValue)
        {
            return value.ToString();
        }

        await database.StringSetAsync(key, Guid.NewGuid().ToString("N"), when: When.NotExists).WaitAsync(cancellationToken);
        return (await database.StringGetAsync(key).WaitAsync(cancellationToken)).ToString();
    }
}
