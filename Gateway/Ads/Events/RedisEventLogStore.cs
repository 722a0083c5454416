using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>Lists of the store, one a log: Garnet, which Standalone embeds, has no streams.</summary>
internal sealed class RedisEventLogStore(IConnectionMultiplexer redis, IOptions<SokboOptions> options) : IEventLogStore
{
    // One step: a silo that takes an empty log off the set must not do so between the two.
    private const string AppendScript = """
        redis.call('SADD', KEYS[2], ARGV[2])
        return redis.call('RPUSH', KEYS[1], ARGV[1])
        """;

    public Task AppendAsync(string log, ReadOnlyMemory<byte> entry)
    {
        RedisKey[] keys = [EventLogKeys.Log(options.Value.ServiceId, log), EventLogKeys.Logs(options.Value.ServiceId)];
        return redis.GetDatabase().ScriptEvaluateAsync(AppendScript, keys, [entry, log]);
    }
}
