using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <remarks>
/// Two documents: a small one that is written with every report, and the profile, which is written when an hour is over.
/// The profile says through which hour it goes, so that a death between the two writes folds no hour twice.
/// </remarks>
[GrainType("traffic")]
internal sealed class TrafficGrain(
    [PersistentState("head", StorageNames.Default)] IPersistentState<TrafficHead> head,
    [PersistentState("profile", StorageNames.Default)] IPersistentState<FoldedTraffic> profile,
    TimeProvider time) : Grain, ITrafficGrain
{
    public async Task Report(TrafficReport report, CancellationToken cancellationToken)
    {
        await FoldAsync(cancellationToken);
        if (TrafficRules.Take(head.State, report, profile.State.FoldedThrough) is { } next)
        {
            await this.WriteOrLeaveAsync(head, next, cancellationToken);
        }
    }

    public async Task<SiteTraffic> Read(CancellationToken cancellationToken)
    {
        await FoldAsync(cancellationToken);
        return profile.State.Traffic;
    }

    public Task<MonthDemand?> ReadMonth(int month, CancellationToken cancellationToken) =>
        Task.FromResult(head.State.Months.FirstOrDefault(demand => demand.Month == month));

    private Task FoldAsync(CancellationToken cancellationToken) =>
        TrafficRules.Fold(profile.State, head.State, time.GetUtcNow()) is { } next
            ? this.WriteOrLeaveAsync(profile, next, cancellationToken)
            : Task.CompletedTask;
}
