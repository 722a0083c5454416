namespace Sokbo.Hosting.Operations;

/// <summary>The keys that all processes share, from the section <c>Sokbo</c> (environment: <c>Sokbo__Redis</c>, …).</summary>
public sealed class SokboOptions
{
    public const string Section = "Sokbo";

    /// <summary>StackExchange.Redis connection string of the cluster's store. Empty is allowed in Standalone only: embedded store.</summary>
    public string? Redis { get; set; }

    /// <summary>Embedded store, keys and media. A relative path starts at the working directory.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>The first operator's API key. Empty: one is made at the first start and printed once.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Processes with the same value form one cluster.</summary>
    public string ClusterId { get; set; } = "sokbo";

    /// <summary>Prefix of every key in the store. The same for the life of the data.</summary>
    public string ServiceId { get; set; } = "sokbo";

    /// <summary>TCP port between silos. 0: 11111, and in Standalone with the embedded store a free one.</summary>
    public int SiloPort { get; set; }

    /// <summary>TCP port of a silo for gateways. 0: 30000; in Standalone with the embedded store none is opened.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The address of this silo that other processes reach. Empty: the first private address of the machine.</summary>
    public string? AdvertisedIP { get; set; }

    /// <summary>How long a gateway looks for the cluster at its start before it gives up, in seconds.</summary>
    public int ClusterWaitSeconds { get; set; } = 60;

    /// <summary>Loads sample content, marked as such, where the store is empty. Standalone turns it on unless told <c>--no-sample</c>.</summary>
    public bool Sample { get; set; }

    public OpsOptions Ops { get; set; } = new();
}
