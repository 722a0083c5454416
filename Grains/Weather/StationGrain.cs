using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

[GrainType("station")]
internal sealed class StationGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<StationRecord>> store,
    TopicGrainServices services) : TopicGrain<StationRecord>(store, services), IStationGrain
{
    protected override string Topic => TopicName.Station(Number).Text;

    private int Number => int.Parse(this.GetPrimaryKeyString(), NumberStyles.None, CultureInfo.InvariantCulture);

    public async Task<StationOutcome> Record(Reading reading, CancellationToken cancellationToken)
    {
        if (StationTable.Find(Number) is null || reading.Tenths is { } tenths && !TemperatureTenths.IsReal(tenths))
        {
            // The rules of the intake let neither pass; a caller without them must not get a sentinel onto a page.
            throw new ArgumentException($"Station {Number} cannot have this reading.", nameof(reading));
        }

        if (StationRules.Record(State, reading) is { } next)
        {
            var change = next.Revision == State?.Revision ? TopicChange.None : TopicChange.Snapshot;
            await CommitAsync(next, change, cancellationToken);
        }

        var state = State ?? throw new InvalidOperationException("A recorded reading left no state.");
        return new StationOutcome(Number, state.Revision, state.Last);
    }

    public Task<ImmutableArray<Reading>> History(CancellationToken cancellationToken) =>
        Task.FromResult(State?.History ?? []);

    protected override TopicPayload? Publish(StationRecord state) =>
        new StationState(Number, StationTable.Find(Number)?.Name ?? "", state.Last);
}
