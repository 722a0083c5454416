using System.Net;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

/// <summary>The readings of the page that Sokbo replaces; with a cluster of its own, for they fill every station.</summary>
public sealed class SeedRowsTests : IAsyncLifetime
{
    private GatewayHost? _gateway;

    private GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(WeatherHost.Hour);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task All_rows_are_identified_and_taken()
    {
        var rows = await File.ReadAllTextAsync(SeedFiles.Find("observations.json"), TestContext.Current.CancellationToken);

        var (response, body) = await GatewayHost.SendAsync(Gateway.Client(Role.Ingest), HttpMethod.Post, "/api/v1/weather/observations", rows);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((97, 0), (body.GetProperty("accepted").GetInt32(), body.GetProperty("refused").GetArrayLength()));
        Assert.Empty(body.GetProperty("held").EnumerateArray());
    }

    [Fact]
    public async Task All_lines_of_its_text_are_identified_and_taken()
    {
        using var content = new StringContent(await File.ReadAllTextAsync(SeedFiles.Find("page.txt"), TestContext.Current.CancellationToken), System.Text.Encoding.UTF8, "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/weather/observations/text?observedAt=2024-04-27T07:00:00%2B09:00&source=%EA%B8%B0%EC%83%81%EC%B2%AD") { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await Gateway.Client(Role.Ingest).SendAsync(request, TestContext.Current.CancellationToken);
        var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal((97, 97, 0), (body.GetProperty("accepted").GetInt32(), body.GetProperty("repaired").GetArrayLength(), body.GetProperty("refused").GetArrayLength()));
    }
}
