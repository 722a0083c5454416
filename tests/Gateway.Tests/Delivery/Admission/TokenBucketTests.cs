using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Delivery.Admission;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Admission;

public sealed class TokenBucketTests
{
    [Fact]
    public void Never_more_than_the_burst_and_the_rate_allow() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 100], Gen.Int[0, 300].Array[1, 200]).Sample((rate, burst, pauses) =>
        {
            var time = new FakeTimeProvider();
            var bucket = new TokenBucket(rate, burst, time);
            var taken = 0;
            var elapsed = 0;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                elapsed += pause;
                taken += bucket.TryTake() ? 1 : 0;

                Assert.True(taken <= burst + (rate * elapsed / 1000.0) + 1e-6);
            }
        });

    [Fact]
    public void Who_keeps_to_the_rate_is_never_refused()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(rate: 10, burst: 1, time);

        for (var i = 0; i < 100; i++)
        {
            Assert.True(bucket.TryTake());
            time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void A_new_rate_counts_from_the_moment_at_which_it_is_set()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(rate: 10, burst: 100, time);
        TakeAll(bucket);

        // Three seconds at ten a second, two at one.
        time.Advance(TimeSpan.FromSeconds(3));
        bucket.Adjust(rate: 1, burst: 100);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(32, TakeAll(bucket));
    }

    [Fact]
    public void A_smaller_burst_counts_at_once()
    {
        var bucket = new TokenBucket(rate: 10, burst: 100, new FakeTimeProvider());

        bucket.Adjust(rate: 10, burst: 5);
        bucket.Adjust(rate: 10, burst: 50);

        Assert.Equal(5, TakeAll(bucket));
    }

    private static int TakeAll(TokenBucket bucket)
    {
        var taken = 0;
        while (bucket.TryTake())
        {
            taken++;
        }

        return taken;
    }
}
