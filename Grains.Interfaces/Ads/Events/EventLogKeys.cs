namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>
/// Where event logs are in the store. Gateways write them and silos read them.
/// </summary>
/// <remarks>
/// <code>
/// {service}/ads/logs        set     ids of the logs that have entries, set by the script that appends
/// {service}/ads/gone/{campaign}  sorted set  tickets whose page has taken the banner off, by the time in milliseconds
/// {service}/ads/log/{id}    list    entries, oldest first, see <see cref="EventLogCodec"/>; what is folded is cut off in front
/// </code>
/// An entry may be there twice, when a gateway did not hear the answer to a write and repeated it: the second one has the
/// same number and changes nothing.
/// </remarks>
public static class EventLogKeys
{
    public static string Logs(string serviceId) => $"{serviceId}/ads/logs";

    public static string Confirmations(string serviceId, string campaign) => $"{serviceId}/ads/gone/{campaign}";

    public static string Log(string serviceId, string log) => $"{serviceId}/ads/log/{log}";
}
