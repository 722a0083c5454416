using CsCheck;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Months;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Ads.Months;

public sealed class SeoulMonthProperties
{
    private static readonly Gen<int> AnyMonth = Gen.Select(Gen.Int[2000, 9997], Gen.Int[1, 12]).Select((year, month) => (year * 100) + month);

    [Fact]
    public void A_month_begins_at_midnight_in_Seoul_and_ends_where_the_next_one_begins() => AnyMonth.Sample(month =>
    {
        var start = SeoulMonth.Start(month);
        var end = SeoulMonth.Start(SeoulMonth.Next(month));

        Assert.Equal(month, SeoulMonth.Of(start));
        Assert.Equal(month, SeoulMonth.Of(end.AddTicks(-1)));
        Assert.Equal(SeoulMonth.Previous(month), SeoulMonth.Of(start.AddTicks(-1)));
        Assert.Equal((15, 0), (start.UtcDateTime.Hour, start.UtcDateTime.Minute));
        Assert.Equal((SeoulMonth.FirstDay(month), SeoulMonth.LastDay(month)), (SeoulDay.Of(start), SeoulDay.Of(end.AddTicks(-1))));
        Assert.Equal(month, SeoulMonth.Previous(SeoulMonth.Next(month)));
        Assert.True(SeoulMonth.TryParse(SeoulMonth.Text(month), out var read));
        Assert.Equal(month, read);
    });

    [Theory]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("202611")]
    [InlineData("+026-11")]
    [InlineData("1999-12")]
    [InlineData(" 026-11")]
    [InlineData(null)]
    public void What_is_no_month_is_not_read(string? text) => Assert.False(SeoulMonth.TryParse(text, out _));

    [Fact]
    public void The_last_hour_of_November_in_Seoul_is_afternoon_in_London()
    {
        var last = new DateTimeOffset(2026, 11, 30, 14, 59, 59, TimeSpan.Zero);

        Assert.Equal((202611, 202612), (SeoulMonth.Of(last), SeoulMonth.Of(last.AddSeconds(1))));
    }
}
