using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Sokbo.Grains.Articles.Archives;

/// <summary>A hash for each site: the article's id, and its record.</summary>
internal sealed class RedisArchiveStore(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster) : IArchiveStore
{
    private const int PageSize = 500;

    public async Task<byte[]?> ReadAsync(string site, string article, CancellationToken cancellationToken) =>
        await redis.GetDatabase().HashGetAsync(Key(site), article).WaitAsync(cancellationToken);

    public Task WriteAsync(string site, string article, byte[] record, CancellationToken cancellationToken) =>
        redis.GetDatabase().HashSetAsync(Key(site), article, record).WaitAsync(cancellationToken);

    public async IAsyncEnumerable<(string Article, byte[] Record)> ReadAllAsync(
        string site, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in redis.GetDatabase().HashScanAsync(Key(site), pageSize: PageSize).WithCancellation(cancellationToken))
        {
            yield return (entry.Name.ToString(), (byte[])entry.Value!);
        }
    }

    private RedisKey Key(string site) => $"{cluster.Value.ServiceId}/archive/{site}";
}
