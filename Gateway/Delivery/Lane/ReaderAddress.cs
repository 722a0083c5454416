using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>Where a reader is, behind balancers that are trusted: what the forwarded headers mean to ASP.NET Core.</summary>
internal static class ReaderAddress
{
    /// <summary>From the peer backwards through the header, as far as it was written by who is trusted.</summary>
    public static IPAddress Of(IPAddress peer, string? forwardedFor, ForwardedHeadersOptions options)
    {
        if (forwardedFor is null || !options.ForwardedHeaders.HasFlag(ForwardedHeaders.XForwardedFor))
        {
            return peer;
        }

        var steps = forwardedFor.Split(',', StringSplitOptions.TrimEntries);
        var address = peer;
        for (var i = steps.Length - 1; i >= 0 && IsTrusted(address, options.KnownIPNetworks); i--)
        {
            if (!IPEndPoint.TryParse(steps[i], out var step))
            {
                break;
            }

            address = step.Address;
        }

        return address;
    }

    private static bool IsTrusted(IPAddress address, IList<IPNetwork> networks)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain) || network.Contains(address));
    }
}
