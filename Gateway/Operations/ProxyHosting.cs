using Microsoft.AspNetCore.HttpOverrides;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Operations;

internal static class ProxyHosting
{
    private const string PlatformSwitch = "FORWARDEDHEADERS_ENABLED";

    /// <exception cref="StartException">The list cannot be read, or the platform was told to believe everybody.</exception>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.Equals(configuration[PlatformSwitch], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartException(
                $"ASPNETCORE_{PlatformSwitch} believes the headers of whoever reaches the gateway; take it out and set Proxy__Trusted.");
        }

        var trusted = configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>()?.Trusted ?? "";
        if (!ProxyOptions.TryParse(trusted, out var networks, out var bad))
        {
            throw new StartException(
                $"Proxy__Trusted has '{bad}'; it must be a list of addresses and networks such as 10.1.2.3 or 10.1.0.0/16.");
        }

        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // Not the platform's own list, which has loopback, and as many steps as come from trusted proxies.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }
}
