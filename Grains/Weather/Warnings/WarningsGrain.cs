using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Warnings;

[GrainType("warnings")]
internal sealed class WarningsGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<WarningsRecord>> store,
    TopicGrainServices services) : TopicGrain<WarningsRecord>(store, services), IWarningsGrain
{
    protected override string Topic => TopicName.Warnings(Region).Text;

    private WeatherRegion Region => StationTable.Regions.FirstOrDefault(region => region.Id == this.GetPrimaryKeyString())
        ?? throw new InvalidOperationException($"There is no region '{this.GetPrimaryKeyString()}'.");

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (State is null)
        {
            await CommitAsync(WarningsRecord.Empty, TopicChange.Snapshot, cancellationToken);
        }
    }

    public Task<WarningsOutcome> Take(ImmutableArray<WarningReport> reports, CancellationToken cancellationToken) =>
        TakeAsync(reports, record => WarningsRules.Take(record, reports, null, Time.GetUtcNow()), cancellationToken);

    public Task Confirm(DateTimeOffset checkedAt, CancellationToken cancellationToken) =>
        TakeAsync([], record => WarningsRules.Take(record, [], checkedAt, Time.GetUtcNow()), cancellationToken);

    public Task<WarningsOutcome> List(
        ImmutableArray<WarningReport> reports, string source, DateTimeOffset listedAt, CancellationToken cancellationToken) =>
        TakeAsync(reports, record => WarningsRules.List(record, reports, source, listedAt, Time.GetUtcNow()), cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        WarningsMetrics.Forget(Region.Id);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    protected override TopicPayload? Publish(WarningsRecord state) => WarningsRules.Publish(Region.Id, state);

    private async Task<WarningsOutcome> TakeAsync(
        ImmutableArray<WarningReport> reports, Func<WarningsRecord, (WarningsRecord Next, WarningsOutcome Outcome)> take, CancellationToken cancellationToken)
    {
        var before = State ?? WarningsRecord.Empty;
        var (next, outcome) = take(before);
        if (!WarningsRules.SameAs(before, next))
        {
            await CommitAsync(next, TopicChange.Snapshot, cancellationToken);
            WarningsMetrics.CountWords(reports);
        }

        WarningsMetrics.Count(outcome);
        WarningsMetrics.Tell(Region.Id, WarningsRules.Publish(Region.Id, next));
        return outcome;
    }
}
