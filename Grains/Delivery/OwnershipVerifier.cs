using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sokbo.Grains.Delivery;

/// <summary>After each change of membership every owner of this silo checks that no other activation has written since.</summary>
internal sealed partial class OwnershipVerifier(
    IClusterMembershipService membership, SiloTopics topics, ILogger<OwnershipVerifier> logger) : BackgroundService
{
    private const int ConcurrencyMax = 16;
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            await Parallel.ForEachAsync(
                topics.Owners.ToArray(),
                new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = stoppingToken },
                async (owner, _) => await VerifyAsync(owner));
        }
    }

    private async Task VerifyAsync(TopicOwner owner)
    {
        try
        {
            // Bounded: an activation that is already gone never runs the check.
            await owner.VerifyAsync().WaitAsync(CheckTimeout);
        }
        catch (Exception exception)
        {
            // The store is away. A stale owner cannot write then either, and the next change of membership asks again.
            LogNotVerified(exception, owner.Topic);
        }
    }

    [LoggerMessage(1020, LogLevel.Warning, "{Topic}: could not check for a newer activation.")]
    private partial void LogNotVerified(Exception exception, string topic);
}
