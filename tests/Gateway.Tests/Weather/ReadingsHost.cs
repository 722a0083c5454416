using System.Globalization;
using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Gateway.Tests.Weather;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

[assembly: AssemblyFixture(typeof(ReadingsHost))]

namespace Sokbo.Gateway.Tests.Weather;

/// <summary>A gateway with known readings of some stations, which tests only read: its clock stands at 15:20 in Seoul.</summary>
public sealed class ReadingsHost : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 20, 0, TimeSpan.FromHours(9));

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private GatewayHost? _gateway;

    public GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartAsync(Now);
        await ReportAsync(Now.AddHours(-20), """{"stationId":184,"sky":"맑음","temperatureCelsius":21.5}""");
        await ReportAsync(Now.AddMinutes(-20).AddHours(-9), """{"stationId":184,"sky":"맑음","temperatureCelsius":-0.04}""");
        await ReportAsync(Now.AddMinutes(-20).AddHours(-2), """{"stationId":184,"sky":"맑음","temperatureCelsius":13.0},{"stationId":185,"sky":"흐림","temperatureCelsius":12.1}""");
        await ReportAsync(Now.AddMinutes(-20).AddHours(-4), """{"stationId":188,"sky":"비","temperatureCelsius":9.9}""");
        await ReportAsync(
            Now.AddMinutes(-20),
            """{"stationId":184,"sky":"맑음","temperatureCelsius":12.4},{"stationId":133,"sky":"송홧가루","temperatureCelsius":-9.0},{"stationId":143,"sky":"눈","temperatureCelsius":0.0}""");
        await UntilAsync("/api/v1/weather/stations/184", body => body.Contains("12.4", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    public async Task<Page> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Gateway.Client().SendAsync(request, Cancellation);
        return await Page.OfAsync(response, Cancellation);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        var page = await GetAsync(path);
        Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Html}");
        return JsonDocument.Parse(page.Html).RootElement;
    }

    private async Task UntilAsync(string path, Func<string, bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo((await GetAsync(path)).Html))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"{path} has not changed.");
            await Task.Delay(50);
        }
    }

    private async Task ReportAsync(DateTimeOffset at, string rows)
    {
        var time = at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        var (response, body) = await GatewayHost.SendAsync(
            Gateway.Client(Role.Ingest),
            HttpMethod.Post,
            "/api/v1/weather/observations",
            $$"""{"observedAt":"{{time}}","source":"기상청","observations":[{{rows}}]}""");
        Assert.True(response.IsSuccessStatusCode, body.ToString());
    }
}
