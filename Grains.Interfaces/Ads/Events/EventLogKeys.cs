namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>
/// Where event logs are in the store. Gateways write them and silos read them.
/// </summary>
/// <remarks>
/// <code>
/// {service}/ads/logs        set     ids of the logs that have entries, set by the script that appends
/// {service}/ads/log/{id}    list    entries, oldest first, see <see cref="EventLogCodec"/>; what is folded is cut off in front
/// </code>
/// An entry may be there twice, when a gateway did not hear the answer to a write and repeated it: the second one has the
/// same number and changes nothing.
/// </remarks>
public static class EventLogKeys
{
    public static string Logs(string serviceId) => $"{serviceId}/ads/logs";

    public static string Log(string serviceId, string log) => $"{serviceId}/ads/log/{log}";
}
