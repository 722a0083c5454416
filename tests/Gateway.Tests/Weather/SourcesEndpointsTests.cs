using System.Net;
using System.Text.Json;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class SourcesEndpointsTests(WeatherHost host)
{
    private const string Path = "/api/v1/weather/sources";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_that_are_not_turned_on_are_off_and_have_no_age()
    {
        using var answer = JsonDocument.Parse(await host.Gateway.Client(Role.Ingest).GetStringAsync(new Uri(Path, UriKind.Relative), Cancellation));

        var sources = answer.RootElement.GetProperty("sources").EnumerateArray().ToArray();
        Assert.Equal(["map off", "hourly off", "minute off", "warnings off"], sources.Select(source => $"{source.GetProperty("id")} {source.GetProperty("health")}"));
        Assert.All(sources, source => Assert.False(source.TryGetProperty("ageSeconds", out var age) && age.ValueKind != JsonValueKind.Null));
        Assert.Equal([300, 500, 2000, 600], sources.Select(source => source.GetProperty("callsPerDayMax").GetInt32()));
    }

    [Theory]
    [InlineData(Role.None, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Editor, HttpStatusCode.Forbidden)]
    [InlineData(Role.Operator, HttpStatusCode.OK)]
    public async Task They_are_for_those_who_run_them(Role role, HttpStatusCode status)
    {
        using var response = await host.Gateway.Client(role).GetAsync(new Uri(Path, UriKind.Relative), Cancellation);

        Assert.Equal(status, response.StatusCode);
    }
}
