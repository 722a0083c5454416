using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Pages.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class StationChartTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 20, 0, TimeSpan.FromHours(9));

    private static PageClock Clock => new(Now);

    [Fact]
    public void A_gap_of_more_than_three_hours_is_not_drawn_over()
    {
        var chart = StationChart.Of([At(10, 50), At(9, 60), At(5, 70), At(2, 80)], Clock);

        Assert.Equal(4, chart.Dots.Length);
        Assert.Equal(2, chart.Line.Count(letter => letter == 'M'));
        Assert.Equal(2, chart.Line.Count(letter => letter == 'L'));
    }

    [Fact]
    public void Missing_and_too_old_values_are_not_in_it_and_minus_nine_is()
    {
        var chart = StationChart.Of([At(49, 50), At(3, null), At(1, -90)], Clock);

        Assert.Equal(-90, Assert.Single(chart.Points)[1]);
        Assert.All(chart.Dots, dot => Assert.InRange(dot.Y, StationChart.Top, StationChart.Bottom));
    }

    [Fact]
    public void Without_readings_it_is_empty_and_still_has_its_lines()
    {
        var chart = StationChart.Of([], Clock);

        Assert.Equal(("", 0), (chart.Line, chart.Dots.Length));
        Assert.Equal(2, chart.Temperatures.Length);
        Assert.Equal(["11.22", "11.23"], chart.Times.Where(tick => tick.Strong).Select(tick => tick.Label));
    }

    /// <summary>It moves on with the hour, as view/chart.ts does.</summary>
    [Fact]
    public void It_ends_with_the_hour_that_has_begun()
    {
        var hour = new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.FromHours(9));
        var before = StationChart.Of([], new PageClock(hour.AddTicks(-1)));
        var from = StationChart.Of([], new PageClock(hour));
        var until = StationChart.Of([], new PageClock(hour.AddHours(1).AddTicks(-1)));

        Assert.NotEqual(before.Times, from.Times);
        Assert.Equal(from.Times, until.Times);
        Assert.Equal("06:00", before.Times[^1].Label);
        Assert.Equal(StationChart.Right, before.Times[^1].At);
    }

    [Theory]
    [InlineData(58, 162, "5℃", "20℃")]
    [InlineData(-299, -9, "−30℃", "0℃")]
    [InlineData(150, 150, "15℃", "16℃")]
    [InlineData(-499, 500, "−50℃", "50℃")]
    public void The_scale_is_whole_steps_around_the_readings(int least, int most, string low, string high)
    {
        var chart = StationChart.Of([At(2, least), At(1, most)], Clock);

        Assert.Equal((low, high), (chart.Temperatures[0].Label, chart.Temperatures[^1].Label));
        Assert.InRange(chart.Temperatures.Length, 2, 6);
        Assert.All(chart.Dots, dot => Assert.InRange(dot.Y, StationChart.Top, StationChart.Bottom));
    }

    [Fact]
    public void The_extremes_are_of_the_day_in_Seoul_and_of_equal_ones_the_earlier()
    {
        var evening = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.FromHours(9));
        Reading[] history = [Of(evening.AddHours(-23), 300), Of(evening.AddHours(-21), -90), Of(evening.AddHours(-3), 120), Of(evening.AddHours(-2), 120), Of(evening.AddHours(-1), null)];

        var day = DayExtremes.Of(history, evening)!;

        Assert.Equal((-90, 120), (day.Lowest.Tenths, day.Highest.Tenths));
        Assert.Equal(evening.AddHours(-3), day.Highest.ObservedAt);
        Assert.Null(DayExtremes.Of(history, evening.AddDays(1)));
    }

    private static Reading At(int hoursAgo, int? tenths) => Of(Now.AddMinutes(-20).AddHours(-hoursAgo), tenths);

    private static Reading Of(DateTimeOffset at, int? tenths) => new() { ObservedAt = at, ReceivedAt = at, Tenths = tenths, Source = Attribution.Kma };
}
