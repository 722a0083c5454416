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
}
