using System.Net;

namespace Sokbo.Gateway.Operations;

/// <summary>Whom this gateway believes where a request comes from; section <c>Proxy</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>
    /// Addresses and networks (CIDR) of the balancers in front of this gateway, separated by commas or spaces. Only from
    /// them X-Forwarded-For and X-Forwarded-Proto are taken. Empty: from nobody.
    /// </summary>
    public string Trusted { get; init; } = "";

    /// <summary>False when one of them is neither an address nor a network; that one is then <paramref name="bad"/>.</summary>
    public static bool TryParse(string list, out IReadOnlyList<IPNetwork> networks, out string bad)
    {
        var found = new List<IPNetwork>();
        networks = found;
        foreach (var text in list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                found.Add(new IPNetwork(address, 8 * address.GetAddressBytes().Length));
            }
            else if (IPNetwork.TryParse(text, out var network))
            {
                found.Add(network);
            }
            else
            {
                bad = text;
                return false;
            }
        }

        bad = "";
        return true;
    }
}
