using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Sokbo.Grains.Interfaces.Ads.Events;
using StackExchange.Redis;

namespace Sokbo.Grains.Ads.Events;

internal sealed class RedisEventLogReader(IConnectionMultiplexer redis, IOptions<ClusterOptions> cluster, Serializer serializer) : IEventLogReader
{
    // By number and not by how many: another activation may have cut since this one has read.
    private const string CutScript = """
        local cut = 0
        while cut < 10000 do
          local entry = redis.call('LINDEX', KEYS[1], cut)
          if not entry or tonumber(string.sub(entry, 1, 16)) > tonumber(ARGV[1]) then
            break
          end
          cut = cut + 1
        end
        if cut > 0 then
          redis.call('LTRIM', KEYS[1], cut, -1)
        end
        return cut
        """;

    private const string ForgetScript = """
        if redis.call('LLEN', KEYS[1]) == 0 then
          return redis.call('SREM', KEYS[2], ARGV[1])
        end
        return 0
        """;

    public async Task<ImmutableArray<string>> ListAsync(CancellationToken cancellationToken)
    {
        var logs = await redis.GetDatabase().SetMembersAsync(EventLogKeys.Logs(cluster.Value.ServiceId)).WaitAsync(cancellationToken);
        return [.. logs.Select(log => log.ToString())];
    }

    public async Task<ImmutableArray<EventLogEntry>> ReadAsync(string log, int max, CancellationToken cancellationToken)
    {
        var entries = await redis.GetDatabase().ListRangeAsync(Key(log), 0, max - 1).WaitAsync(cancellationToken);
        return [.. entries.Select(entry => EventLogCodec.Decode(serializer, (ReadOnlyMemory<byte>)entry))];
    }

    public Task CutAsync(string log, long seq, CancellationToken cancellationToken) => redis.GetDatabase()
        .ScriptEvaluateAsync(CutScript, [Key(log)], [seq.ToString(CultureInfo.InvariantCulture)]).WaitAsync(cancellationToken);

    public Task ForgetAsync(string log, CancellationToken cancellationToken) => redis.GetDatabase()
        .ScriptEvaluateAsync(ForgetScript, [Key(log), EventLogKeys.Logs(cluster.Value.ServiceId)], [log]).WaitAsync(cancellationToken);

    private RedisKey Key(string log) => EventLogKeys.Log(cluster.Value.ServiceId, log);
}
