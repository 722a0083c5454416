using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Sokbo.Grains.Delivery;

internal sealed class RedisTopicStore(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster) : ITopicStore
{
    public async Task<ImmutableArray<bool>> ExistAsync(IReadOnlyList<GrainId> owners, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var serviceId = cluster.Value.ServiceId;
        var answers = owners.Select(owner => database.KeyExistsAsync(StorageKeys.State(serviceId, owner))).ToArray();
        return [.. await Task.WhenAll(answers).WaitAsync(cancellationToken)];
    }
}
