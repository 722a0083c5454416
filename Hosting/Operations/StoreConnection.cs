using StackExchange.Redis;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// How every process talks to the store. On Linux a client may need a quarter of an hour to notice a dead link;
/// the heartbeat and the short time limits make it seconds.
/// </summary>
public static class StoreConnection
{
    /// <summary>The hash in which Orleans keeps the silos of a cluster.</summary>
    public static string MembershipKey(SokboOptions options) => $"{options.ServiceId}/members/{options.ClusterId}";

    public static ConfigurationOptions Parse(string redis)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(redis);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new StartException($"Sokbo__Redis is not a StackExchange.Redis connection string: {error.Message}", inner: error);
        }

        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 5_000;
        options.SyncTimeout = 5_000;
        options.AsyncTimeout = 5_000;
        options.KeepAlive = 5;
        options.HeartbeatInterval = TimeSpan.FromSeconds(1);
        options.ReconnectRetryPolicy = new ExponentialRetry(250, 5_000);
        return options;
    }
}
