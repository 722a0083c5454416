using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>Lists of the store, one a log: Garnet, which Standalone embeds, has no streams.</summary>
internal sealed class RedisEventLogStore(IConnectionMultiplexer redis, IOptions<SokboOptions> options) : IEventLogStore
{
    private readonly RedisKey _logs = EventLogKeys.Logs(options.Value.ServiceId);

    public Task RegisterAsync(string log) => redis.GetDatabase().SetAddAsync(_logs, log);

    public async Task AppendAsync(string log, ReadOnlyMemory<byte> entry)
    {
        var database = redis.GetDatabase();

        // Once more with every entry, on the same connection and before it: should anybody have taken an idle log off the
        // set, it is there again before it has something to read. A member that is there already costs the store no write.
        var registered = database.SetAddAsync(_logs, log);
        var appended = database.ListRightPushAsync(EventLogKeys.Log(options.Value.ServiceId, log), entry);
        await Task.WhenAll(registered, appended);
    }
}
