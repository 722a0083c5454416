using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <remarks>
/// A batch is written by its stations first, in parallel, and then folded here from what they answered; the caller is told
/// that it is accepted when both are in the store. Whatever dies in between, the batch is unacknowledged and its sender
/// repeats it: stations find nothing new and answer where they stand, and the fold takes what it had missed. What was
/// acknowledged is in the station and in the ticker. Two batches may be folded in the other order than the stations took
/// them, so the revision that comes with each outcome decides, and not the order of arrival.
/// Before the stations are written the batch is judged here, where the recent past of all of them is. The verdict goes with
/// each reading into its station, which keeps it; what is held is never an outcome's last reading.
/// </remarks>
[GrainType("ticker")]
internal sealed class TickerGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<TickerRecord>> store,
    TopicGrainServices services) : TopicGrain<TickerRecord>(store, services), ITickerGrain
{
    protected override string Topic => TopicName.Ticker.Text;

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (State is null)
        {
            await CommitAsync(TickerRules.Empty(), TopicChange.Snapshot, cancellationToken);
        }
    }

    public async Task Fold(ImmutableArray<StationOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (TickerRules.Fold(State ?? TickerRules.Empty(), outcomes) is not { } fold)
        {
            return;
        }

        // Without a state there is nothing that a delta could apply to.
        var change = !fold.Visible ? TopicChange.None
            : fold.Delta is { } delta && State is not null ? TopicChange.Delta(delta)
            : TopicChange.Snapshot;
        await CommitAsync(fold.Next, change, cancellationToken);
        WeatherMetrics.Waiting.Set(fold.Next.Held.Values.Sum(held => held.Length));
    }

    public Task<ImmutableArray<StationReading>> Judge(ImmutableArray<StationReading> readings, CancellationToken cancellationToken) =>
        Task.FromResult(TickerRules.Judge(State ?? TickerRules.Empty(), readings));

    public Task<ImmutableArray<StationReading>> Held(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<StationReading>>(
        [
            .. (State ?? TickerRules.Empty()).Held
                .SelectMany(pair => pair.Value.Select(reading => new StationReading(pair.Key, reading)))
                .OrderByDescending(held => held.Reading.ObservedAt)
                .ThenBy(held => held.StationId),
        ]);

    protected override TopicPayload? Publish(TickerRecord state) => state.Public;
}
