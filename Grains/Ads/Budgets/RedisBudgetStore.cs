using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sokbo.Grains.Delivery;
using StackExchange.Redis;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>A hash for each budget, changed by a script: only what has changed travels, and the ledger row is part of the same step.</summary>
internal sealed class RedisBudgetStore(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster) : IBudgetStore
{
    // ARGV: version expected, next version, ledger row or '', entry in the list of all or '', number of fields to set, name and value of each, names of fields that go.
    private const string WriteScript = """
        if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then
          return 0
        end
        redis.call('HSET', KEYS[1], 'version', ARGV[2])
        local sets = tonumber(ARGV[5])
        for i = 1, sets do
          redis.call('HSET', KEYS[1], ARGV[4 + 2 * i], ARGV[5 + 2 * i])
        end
        for i = 6 + 2 * sets, #ARGV do
          redis.call('HDEL', KEYS[1], ARGV[i])
        end
        if ARGV[3] ~= '' then
          redis.call('RPUSH', KEYS[2], ARGV[3])
        end
        if ARGV[4] ~= '' then
          redis.call('SADD', KEYS[3], ARGV[4])
        end
        return 1
        """;

    public async Task<(long Version, byte[]?[] Fields)> ReadAsync(string campaign, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        RedisValue[] names = [BudgetFields.Version, .. fields.Select(field => (RedisValue)field)];
        var values = await redis.GetDatabase().HashGetAsync(Key(campaign), names).WaitAsync(cancellationToken);
        return (values[0].HasValue ? (long)values[0] : 0, [.. values.Skip(1).Select(value => (byte[]?)value)]);
    }

    public async Task<bool> WriteAsync(BudgetWrite write, CancellationToken cancellationToken)
    {
        RedisKey[] keys =
        [
            Key(write.Campaign),
            BudgetLedgerKeys.Hour(cluster.Value.ServiceId, write.Campaign, write.LedgerHour),
            BudgetLedgerKeys.Budgets(cluster.Value.ServiceId),
        ];
        RedisValue[] values =
        [
            write.Version.ToString(CultureInfo.InvariantCulture),
            (write.Version + 1).ToString(CultureInfo.InvariantCulture),
            write.LedgerLine,
            write.Advertiser.Length > 0 ? $"{write.Advertiser}/{write.Campaign}" : "",
            write.Fields.Count,
            .. write.Fields.SelectMany(field => (RedisValue[])[field.Key, field.Value]),
            .. write.Removed.Select(field => (RedisValue)field),
        ];
        return (int)await redis.GetDatabase().ScriptEvaluateAsync(WriteScript, keys, values).WaitAsync(cancellationToken) == 1;
    }

    public async Task<IReadOnlyList<string>> ListAsync(string advertiser, CancellationToken cancellationToken)
    {
        // Identifiers have none of the letters that a pattern gives a meaning to.
        var pattern = advertiser.Length > 0 ? $"{advertiser}/*" : "*";
        var campaigns = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var entry in redis.GetDatabase().SetScanAsync(BudgetLedgerKeys.Budgets(cluster.Value.ServiceId), pattern, pageSize: 1_000)
            .WithCancellation(cancellationToken))
        {
            var text = entry.ToString();
            campaigns.Add(text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        }

        return [.. campaigns];
    }

    public async Task<IReadOnlyList<byte[]>> ReadLedgerAsync(string campaign, int hour, int skip, CancellationToken cancellationToken)
    {
        var key = BudgetLedgerKeys.Hour(cluster.Value.ServiceId, campaign, hour);
        var lines = await redis.GetDatabase().ListRangeAsync(key, skip).WaitAsync(cancellationToken);
        return [.. lines.Select(line => (byte[])line!)];
    }

    private string Key(string campaign) => StorageKeys.State(cluster.Value.ServiceId, BudgetGrain.IdOf(campaign));
}
