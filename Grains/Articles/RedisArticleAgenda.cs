using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Sokbo.Grains.Articles;

/// <summary>A sorted set: the article's id, scored by unix milliseconds.</summary>
internal sealed class RedisArticleAgenda(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster) : IArticleAgenda
{
    private RedisKey Key => $"{cluster.Value.ServiceId}/agenda/articles";

    public Task AddAsync(string article, DateTimeOffset at, CancellationToken cancellationToken) =>
        redis.GetDatabase().SortedSetAddAsync(Key, article, at.ToUnixTimeMilliseconds(), SortedSetWhen.LessThan).WaitAsync(cancellationToken);

    public Task SetAsync(string article, DateTimeOffset at, CancellationToken cancellationToken) =>
        redis.GetDatabase().SortedSetAddAsync(Key, article, at.ToUnixTimeMilliseconds()).WaitAsync(cancellationToken);

    public Task RemoveAsync(string article, CancellationToken cancellationToken) =>
        redis.GetDatabase().SortedSetRemoveAsync(Key, article).WaitAsync(cancellationToken);

    public async Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int countMax, CancellationToken cancellationToken)
    {
        var due = await redis.GetDatabase()
            .SortedSetRangeByScoreAsync(Key, double.NegativeInfinity, until.ToUnixTimeMilliseconds(), take: countMax)
            .WaitAsync(cancellationToken);
        return [.. due.Select(article => article.ToString())];
    }

    public async Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
    {
        var parts = (RedisResult[]?)await redis.GetDatabase().ExecuteAsync("TIME").WaitAsync(cancellationToken)
            ?? throw new InvalidOperationException("The store did not tell the time.");
        var seconds = long.Parse(parts[0].ToString(), CultureInfo.InvariantCulture);
        var microseconds = long.Parse(parts[1].ToString(), CultureInfo.InvariantCulture);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(microseconds);
    }
}
