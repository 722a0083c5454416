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
    private RegionTopics? _regions;

    protected override string Topic => TopicName.Ticker.Text;

    private RegionTopics Regions => _regions ??= new RegionTopics(Services, GrainContext.ActivationId.ToString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _regions?.Close();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public override Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) =>
        !RegionTopics.IsRegion(subscription.Topic) ? base.Subscribe(subscription, cancellationToken)
        : Task.FromResult(State is { } state ? Regions.Subscribe(subscription, state.Public) : TopicAnswer.Unknown);

    public override Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) =>
        RegionTopics.IsRegion(topic) ? Task.FromResult(Regions.Pull(topic, from)) : base.Pull(topic, from, cancellationToken);

    public override Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        if (!RegionTopics.IsRegion(topic))
        {
            return base.Unsubscribe(topic, gateway, cancellationToken);
        }

        Regions.Unsubscribe(topic, gateway);
        return Task.CompletedTask;
    }

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (State is null)
        {
            await CommitAsync(TickerRules.Empty(), TopicChange.Snapshot, cancellationToken);
        }
        else if (TickerRules.Arrange(State) is var arranged && arranged != State)
        {
            await CommitAsync(arranged, TopicChange.Snapshot, cancellationToken);
        }
    }

    public async Task<StationPut> PutStation(StationInfo station, RevisionExpectation expectation, CancellationToken cancellationToken)
    {
        var (put, next) = TickerRules.PutStation(State ?? TickerRules.Empty(), station, expectation);
        if (next is not null)
        {
            await CommitAsync(next, TopicChange.Snapshot, cancellationToken);
            _regions?.Take(next.Public);
        }

        return put;
    }

    public Task<StationChanges?> Changes(long known, CancellationToken cancellationToken)
    {
        var changes = State?.Public.Changes ?? StationChanges.None;
        return Task.FromResult(changes.Version == known ? null : changes);
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
        _regions?.Take(fold.Next.Public);
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
