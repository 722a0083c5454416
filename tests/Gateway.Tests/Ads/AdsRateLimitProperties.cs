using System.Net;
using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class AdsRateLimitProperties
{
    private static readonly IPAddress Reader = IPAddress.Parse("192.0.2.7");

    private readonly FakeTimeProvider _time = new();

    /// <summary>Beside a bucket that fills as the word says: by the time that has gone, up to a burst.</summary>
    [Fact]
    public void It_admits_what_a_bucket_that_fills_with_time_admits_and_tells_how_long_the_next_one_takes()
    {
        Gen.Select(Gen.Int[1, 2_000], Gen.Int[1, 50], Gen.Long[0, 3 * TimeSpan.TicksPerSecond].Array[1, 200]).Sample((rate, burst, pauses) =>
        {
            var time = new FakeTimeProvider();
            var limit = Limit(time, rate, burst);
            var cost = TimeSpan.TicksPerSecond / rate;
            var credit = cost * burst;
            foreach (var pause in pauses)
            {
                // Most requests come close together.
                var gone = pause % 3 == 0 ? pause : pause % (2 * cost);
                time.Advance(TimeSpan.FromTicks(gone));
                credit = Math.Min(cost * burst, credit + gone);
                var wait = limit.Take(Reader);

                Assert.Equal(credit >= cost ? null : TimeSpan.FromTicks(cost - credit), wait);
                credit -= wait is null ? cost : 0;
            }
        });
    }

    [Fact]
    public async Task Requests_that_come_together_share_one_burst_and_not_one_more()
    {
        var limit = Limit(_time, rate: 1, burst: 500);

        var admitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 200).Count(_ => limit.Take(Reader) is null), TestContext.Current.CancellationToken)));

        Assert.Equal(500, admitted.Sum());
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void A_household_has_one_bucket_and_its_neighbour_another(string one, string other, bool same)
    {
        var limit = Limit(_time, rate: 1, burst: 1);

        Assert.Null(limit.Take(IPAddress.Parse(one)));

        Assert.Equal(same, limit.Take(IPAddress.Parse(other)) is not null);
    }

    [Fact]
    public void Who_has_no_address_is_limited_too()
    {
        var limit = Limit(_time, rate: 1, burst: 1);

        Assert.Equal((null, TimeSpan.FromSeconds(1)), (limit.Take(null), limit.Take(null)));
    }

    // So many buckets that two addresses share one by chance once in a million runs.
    private static AdsRateLimit Limit(TimeProvider time, int rate, int burst) =>
        new(Options.Create(new AdsOptions { RequestsPerSecond = rate, BurstMax = burst, BucketsMax = 1_000_000 }), time);
}
