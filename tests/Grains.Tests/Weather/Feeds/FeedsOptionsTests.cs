using Sokbo.Grains.Weather.Feeds;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class FeedsOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_pull_nothing()
    {
        var options = new FeedsOptions();

        Assert.True(new FeedsOptionsValidator().Validate(null, options).Succeeded);
        Assert.False(options.Map.Enabled || options.Hourly.Enabled || options.Minute.Enabled || options.Warnings.Enabled);
    }

    [Theory]
    [InlineData("https://hub.example/", null, "Weather__Feeds__Hourly__Key is not set")]
    [InlineData("http://hub.example/", "secret-1", "must be https")]
    [InlineData("https://user:pw@hub.example/", "secret-1", "without user, query and fragment")]
    [InlineData("https://hub.example/?authKey=secret-1", "secret-1", "without user, query and fragment")]
    [InlineData("ftp://hub.example/", "secret-1", "must be an http or https address")]
    [InlineData("https://hub.example/", "secret-1 x", "ASCII characters without blanks")]
    public void A_source_that_cannot_be_called_safely_stops_the_start_and_the_key_is_not_shown(string address, string? key, string message)
    {
        var options = new FeedsOptions
        {
            Hourly = new() { Enabled = true, BaseAddress = address, Key = key, CallsPerDayMax = 500, ArrivalMinutes = 10 },
        };

        var failure = Assert.Single(new FeedsOptionsValidator().Validate(null, options).Failures!);

        Assert.Contains(message, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-1", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_may_go_in_the_open_to_this_machine_only() =>
        Assert.True(new FeedsOptionsValidator().Validate(null, new FeedsOptions
        {
            Hourly = new() { Enabled = true, BaseAddress = "http://127.0.0.1:9000/", Key = "k", CallsPerDayMax = 500, ArrivalMinutes = 10 },
        }).Succeeded);
}
