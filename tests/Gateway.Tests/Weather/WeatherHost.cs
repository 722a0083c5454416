using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Weather;
using Xunit;

[assembly: AssemblyFixture(typeof(WeatherHost))]

namespace Sokbo.Gateway.Tests.Weather;

/// <summary>A gateway whose clock stands in the hour of the seed's observations.</summary>
public sealed class WeatherHost : IAsyncLifetime
{
    public static readonly DateTimeOffset Hour = new(2024, 4, 27, 7, 0, 0, TimeSpan.FromHours(9));

    private GatewayHost? _gateway;

    public GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(Hour);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }
}
