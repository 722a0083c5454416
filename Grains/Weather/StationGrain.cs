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
        if (reading.Tenths is { } tenths && !TemperatureTenths.IsReal(tenths))
        {
            // The rules of the intake let it not pass; a caller without them must not get a sentinel onto a page.
            throw new ArgumentException($"Station {Number} cannot have this reading.", nameof(reading));
        }

        if (StationRules.Record(State, reading) is { } next)
        {
            await CommitAsync(next, ChangeTo(next), cancellationToken);
            WeatherMetrics.Count(next.History.LastOrDefault(kept => kept.ObservedAt == reading.ObservedAt) ?? reading);
        }

        return Outcome(State ?? throw new InvalidOperationException("A recorded reading left no state."));
    }

    public async Task Rename(string name, CancellationToken cancellationToken)
    {
        if (StationRules.Rename(State, name) is { } next)
        {
            await CommitAsync(next, Shown(next) is null ? TopicChange.None : TopicChange.Snapshot, cancellationToken);
        }
    }

    public async Task<StationOutcome?> Decide(DateTimeOffset observedAt, QualityDecision decision, CancellationToken cancellationToken)
    {
        if (StationRules.Decide(State, observedAt, decision) is not { } next)
        {
            return null;
        }

        if (next != State)
        {
            await CommitAsync(next, ChangeTo(next), cancellationToken);
        }

        return Outcome(next);
    }

    public Task<ImmutableArray<Reading>> History(CancellationToken cancellationToken) =>
        Task.FromResult(State?.History ?? []);

    protected override TopicPayload? Publish(StationRecord state) =>
        Shown(state) is { } shown ? new StationState(Number, state.Name ?? StationTable.Find(Number)?.Name ?? "", shown) : null;

    /// <summary>A station whose readings are all held has reported, and shows nothing.</summary>
    private static Reading? Shown(StationRecord state) =>
        state.Last ?? (state.Held.IsEmpty ? null : state.Held[^1] with { Tenths = null, Sky = "", Measures = null, Flags = default });

    private TopicChange ChangeTo(StationRecord next) =>
        State is { } state && Shown(state) == Shown(next) ? TopicChange.None : TopicChange.Snapshot;

    private StationOutcome Outcome(StationRecord state) => new(Number, state.Revision, state.Last) { Held = state.Waiting };
}
