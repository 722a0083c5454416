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
        var rows = await File.ReadAllTextAsync(SeedFile("observations.json"), TestContext.Current.CancellationToken);

        var (response, body) = await GatewayHost.SendAsync(Gateway.Client(Role.Ingest), HttpMethod.Post, "/api/v1/weather/observations", rows);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((97, 0), (body.GetProperty("accepted").GetInt32(), body.GetProperty("refused").GetArrayLength()));
        Assert.Empty(body.GetProperty("held").EnumerateArray());
    }

    private static string SeedFile(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "seed", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Skip("The seed is not here.");
        return "";
    }
}
