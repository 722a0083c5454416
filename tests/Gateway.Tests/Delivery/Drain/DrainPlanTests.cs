using CsCheck;
using Sokbo.Gateway.Delivery.Drain;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Drain;

public sealed class DrainPlanTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Everybody_leaves_once_and_no_second_has_more_than_its_share() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Int[1, 120]).Sample((readers, seconds) =>
        {
            var waves = DrainPlan.Waves(readers, TimeSpan.FromSeconds(seconds), Pause);

            Assert.Equal(readers, waves.Sum());
            Assert.True(waves.Count * Pause <= TimeSpan.FromSeconds(seconds));
            for (var start = 0; start + 10 <= waves.Count; start++)
            {
                Assert.True(waves.Skip(start).Take(10).Sum() <= ((double)readers / seconds) + 1);
            }
        }, iter: 200);
}
