using System.Globalization;
using CsCheck;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class MomentsTests
{
    private static readonly string[] Zones = ["Asia/Seoul", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Etc/UTC"];

    [Theory]
    [InlineData("2026-11-27T10:00", "Asia/Seoul", "2026-11-27T01:00:00Z")]
    [InlineData("2026-11-27T10:00", "America/New_York", "2026-11-27T15:00:00Z")]
    [InlineData("2026-07-27T10:00:30", "America/New_York", "2026-07-27T14:00:30Z")]
    [InlineData("2026-11-01T01:30", "America/New_York", "2026-11-01T06:30:00Z")]
    public void An_embargo_is_the_moment_of_its_zone_and_of_two_the_later(string until, string zone, string expected)
    {
        var errors = new RequestErrors();

        var embargo = Moments.ReadEmbargo(until, zone, errors);

        Assert.False(errors.Any);
        Assert.Equal((DateTimeOffset.Parse(expected, null), zone), (embargo!.Until, embargo.Zone));
    }

    [Theory]
    [InlineData("2026-03-08T02:30", "America/New_York", "/until")]
    [InlineData("2026-11-27T10:00+09:00", "Asia/Seoul", "/until")]
    [InlineData("내일", "Asia/Seoul", "/until")]
    [InlineData("0001-01-01T00:00", "Asia/Seoul", "/until")]
    [InlineData("9999-12-31T23:59", "America/Los_Angeles", "/until")]
    [InlineData("2026-11-27T10:00", "Seoul", "/zone")]
    [InlineData("2026-11-27T10:00", "Korea Standard Time", "/zone")]
    public void What_names_no_moment_is_refused(string until, string zone, string place)
    {
        var errors = new RequestErrors();

        Assert.Null(Moments.ReadEmbargo(until, zone, errors));

        Assert.Equal([place], errors.All.Select(error => error.Pointer));
    }

    [Theory]
    [InlineData("2026-11-27T10:00:00+09:00", "2026-11-27T01:00:00Z")]
    [InlineData("2026-11-27T01:00Z", "2026-11-27T01:00:00Z")]
    [InlineData("2026-11-27T10:00:00", null)]
    [InlineData("2026-11-27", null)]
    [InlineData("", null)]
    public void A_moment_needs_its_offset(string text, string? expected)
    {
        var errors = new RequestErrors();

        var moment = Moments.Read(text, "/at", errors);

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, null), moment);
        Assert.Equal(expected is null, errors.Any);
    }

    [Fact]
    public void The_wall_clock_of_the_zone_shows_the_time_of_the_embargo() =>
        Gen.Select(Gen.Int[0, 5_000_000], Gen.Int[0, Zones.Length - 1]).Sample((minutes, index) =>
        {
            var zone = Zones[index];
            var local = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(minutes);
            var embargo = Moments.ReadEmbargo(local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), zone, new RequestErrors());
            var info = TimeZoneInfo.FindSystemTimeZoneById(zone);

            Assert.Equal(info.IsInvalidTime(local), embargo is null);
            Assert.True(embargo is null || TimeZoneInfo.ConvertTime(embargo.Until, info).DateTime == local);
        });
}
