using Sokbo.Gateway.Tests.Ads;
using Sokbo.Gateway.Tests.Api;
using Xunit;

[assembly: AssemblyFixture(typeof(AdsHost))]

namespace Sokbo.Gateway.Tests.Ads;

/// <summary>A gateway for the tests of advertising.</summary>
public sealed class AdsHost : IAsyncLifetime
{
    private GatewayHost? _gateway;

    public GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }
}
