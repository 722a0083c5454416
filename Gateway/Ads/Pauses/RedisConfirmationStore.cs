using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Hosting.Operations;
using StackExchange.Redis;

namespace Sokbo.Gateway.Ads.Pauses;

/// <summary>A sorted set for each campaign: numbers of tickets by the time at which the banner was gone. It goes a week after the last.</summary>
internal sealed class RedisConfirmationStore(IConnectionMultiplexer redis, IOptions<SokboOptions> options) : IConfirmationStore
{
    /// <summary>Some 10 MB. A campaign that was on more pages than that is said to be gone from this many.</summary>
    public const int CountMax = 200_000;

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    public async Task AddAsync(string campaign, IReadOnlyCollection<string> tickets, DateTimeOffset at)
    {
        var store = redis.GetDatabase();
        var key = EventLogKeys.Confirmations(options.Value.ServiceId, campaign);
        var time = at.ToUnixTimeMilliseconds();
        if (await store.SortedSetLengthAsync(key) is var count && count >= CountMax)
        {
            await store.SortedSetRemoveRangeByScoreAsync(key, double.NegativeInfinity, time - KeepFor.TotalMilliseconds);
            return;
        }

        await store.SortedSetAddAsync(key, [.. tickets.Select(ticket => new SortedSetEntry(ticket, time))], SortedSetWhen.NotExists);
        await store.KeyExpireAsync(key, KeepFor);
    }

    public Task<long> CountAsync(string campaign, DateTimeOffset since) => redis.GetDatabase().SortedSetLengthAsync(
        EventLogKeys.Confirmations(options.Value.ServiceId, campaign), since.ToUnixTimeMilliseconds());
}
