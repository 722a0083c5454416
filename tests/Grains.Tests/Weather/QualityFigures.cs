using Sokbo.Fixtures.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>
/// The figures that docs/WEATHER.md states, on days that nobody looked at when the thresholds were chosen: on the first 50 of
/// them, with <c>SOKBO_LONG=1</c> on all.
/// </summary>
[Trait("Pace", "slow")]
public sealed class QualityFigures(ITestOutputHelper output)
{
    [Fact]
    public void Held_out_days_have_their_spikes_caught_and_their_weather_shown()
    {
        var trial = QualityTrial.Of(Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? TestDaySeeds.HeldOut : TestDaySeeds.HeldOut[..50]);
        output.WriteLine(trial.ToString());

        Assert.True(trial.CaughtPercent >= 95, trial.ToString());
        Assert.True(trial.FalsePercent <= 0.1, trial.ToString());
        Assert.True(trial.SmallCaughtPercent >= 88, trial.ToString());
        Assert.True(trial.ReturnsHeld <= trial.Returns / 200, trial.ToString());
    }
}
