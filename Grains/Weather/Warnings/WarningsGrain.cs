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
        TakeAsync(reports, null, cancellationToken);

    public Task Confirm(DateTimeOffset checkedAt, CancellationToken cancellationToken) =>
        TakeAsync([], checkedAt, cancellationToken);

    protected override TopicPayload? Publish(WarningsRecord state) => WarningsRules.Publish(Region.Id, state);

    private async Task<WarningsOutcome> TakeAsync(
        ImmutableArray<WarningReport> reports, DateTimeOffset? checkedAt, CancellationToken cancellationToken)
    {
        var before = State ?? WarningsRecord.Empty;
        var (next, outcome) = WarningsRules.Take(before, reports, checkedAt, Time.GetUtcNow());
        if (!WarningsRules.SameAs(before, next))
        {
            await CommitAsync(next, TopicChange.Snapshot, cancellationToken);
        }

        return outcome;
    }
}
