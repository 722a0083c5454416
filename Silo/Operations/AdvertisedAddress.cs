using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sokbo.Hosting.Operations;

namespace Sokbo.Silo.Operations;

/// <summary>The address under which a silo is reached. A public one has to be asked for by name.</summary>
internal static class AdvertisedAddress
{
    public static IPAddress Choose(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return IPAddress.Parse(configured);
        }

        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && IsPrivate(address))
            ?? throw new StartException("This machine has no private IPv4 address; set Sokbo__AdvertisedIP to the address that the other processes reach.");
    }

    private static bool IsPrivate(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes[0] == 10
            || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 100 && bytes[1] is >= 64 and < 128);
    }
}
