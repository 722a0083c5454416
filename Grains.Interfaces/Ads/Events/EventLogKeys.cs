namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>
/// Where event logs are in the store. Gateways write them and silos read them.
/// </summary>
/// <remarks>
/// <code>
/// {service}/ads/logs        set     ids of all logs; an id is here before the log's first entry
/// {service}/ads/log/{id}    list    entries, oldest first, each an <see cref="EventLogEntry"/> of Orleans' serializer;
///                                   what is folded is cut off at the front
/// </code>
/// An entry may be there twice, when a gateway did not hear the answer to a write and repeated it: the second one has the
/// same number and changes nothing.
/// </remarks>
public static class EventLogKeys
{
    public static string Logs(string serviceId) => $"{serviceId}/ads/logs";

    public static string Log(string serviceId, string log) => $"{serviceId}/ads/log/{log}";
}
