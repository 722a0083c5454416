using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Tests.Api;
using Xunit;

[assembly: AssemblyFixture(typeof(EdgeHost))]

namespace Sokbo.Gateway.Tests.Api;

/// <summary>A gateway with narrow limits, one trusted proxy and an identity provider of its own.</summary>
public sealed class EdgeHost : IAsyncLifetime
{
    /// <summary>An address of this machine that the gateway trusts; others, 127.0.0.1 among them, it does not.</summary>
    public const string TrustedAddress = "127.0.0.2";

    public const string Audience = "sokbo-edge";

    public const int BurstMax = 20;

    private GatewayHost? _gateway;
    private IdentityProvider? _identity;

    public GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public IdentityProvider Identity => _identity ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _identity = await IdentityProvider.StartAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Api:RequestsPerSecond"] = "1",
            ["Api:BurstMax"] = $"{BurstMax}",
            ["Ads:RequestsPerSecond"] = "1",
            ["Ads:BurstMax"] = $"{BurstMax}",
            ["Proxy:Trusted"] = $"10.9.8.0/24, {TrustedAddress}",
            ["Sokbo:Jwt:Authority"] = _identity.Address,
            ["Sokbo:Jwt:Audience"] = Audience,
        };
        _gateway = await GatewayHost.StartAsync(
            TimeProvider.System.GetUtcNow(),
            settings,
            services => services.Configure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = _identity.Trusting()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_identity is not null)
        {
            await _identity.DisposeAsync();
        }
    }
}
