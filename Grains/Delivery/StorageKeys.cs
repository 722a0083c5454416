namespace Sokbo.Grains.Delivery;

/// <summary>Names of the keys that the project's processes share in the store, all under the service's id.</summary>
public static class StorageKeys
{
    public static string Incarnation(string serviceId) => $"{serviceId}/incarnation";

    /// <summary>The record of one grain, for example <c>sokbo/state/article/0199…</c>.</summary>
    public static string State(string serviceId, GrainId grain) => $"{serviceId}/state/{grain.Type}/{grain.Key}";

    /// <summary>One of several records of a grain, each under its own name; the one that most grains have needs none.</summary>
    public static string State(string serviceId, GrainId grain, string name) =>
        name == StorageNames.State ? State(serviceId, grain) : $"{State(serviceId, grain)}/{name}";
}
