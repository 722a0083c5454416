using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Operations;

/// <summary>Looks for the cluster again and again at the start, within a bound: then the process gives up, and whoever runs it starts it anew.</summary>
internal sealed partial class ClusterSearch(IOptions<SokboOptions> options, TimeProvider time, ILogger<ClusterSearch> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _started = time.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var bound = TimeSpan.FromSeconds(options.Value.ClusterWaitSeconds);
        var elapsed = time.GetElapsedTime(_started);
        if (elapsed >= bound)
        {
            throw new StartException(
                $"No silo of the cluster '{options.Value.ClusterId}' was found within {options.Value.ClusterWaitSeconds} s. "
                + "Start a silo with the same Sokbo__Redis, Sokbo__ClusterId and Sokbo__ServiceId, or raise Sokbo__ClusterWaitSeconds. "
                + $"The last attempt said: {exception.GetBaseException().Message}");
        }

        LogSearching(options.Value.ClusterId, (int)(bound - elapsed).TotalSeconds, exception.GetBaseException().Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(7201, LogLevel.Warning, "No silo of the cluster {ClusterId} found yet; {RemainingSeconds} s left. {Reason}")]
    private partial void LogSearching(string clusterId, int remainingSeconds, string reason);
}
