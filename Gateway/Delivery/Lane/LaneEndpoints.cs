using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// Puts the lane into every address that this process listens on. Where an address of <c>ASPNETCORE_URLS</c> is https the
/// encryption is put in first: the lane has to stand behind it.
/// </summary>
internal sealed class LaneEndpoints(
    IOptions<DeliveryOptions> options, IConfiguration configuration, Lazy<LaneMiddleware> lane) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        if (!options.Value.Lane)
        {
            return;
        }

        var secure = SecurePorts(configuration["urls"] ?? "");
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            if (listen.IPEndPoint is { } address && secure.Contains(address.Port))
            {
                listen.UseHttps();
            }

            listen.Use(lane.Value.Before);
        });
    }

    private static HashSet<int> SecurePorts(string urls) =>
    [
        .. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(BindingAddress.Parse)
            .Where(address => address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            .Select(address => address.Port),
    ];
}
