using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class WeatherGrainTests(WeatherCluster cluster)
{
    private readonly string _gateway = Guid.NewGuid().ToString("N");
    private readonly RecordingObserver _observer = new();

    private GrainCluster Grains => cluster.Grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ticker_exists_from_the_start_with_a_row_for_each_station_and_no_reading()
    {
        var answer = await SubscribeAsync(Grains.Client.GetGrain<ITickerGrain>(ITickerGrain.Key), TopicName.Ticker.Text);

        var ticker = Assert.IsType<TickerState>(answer.State);
        Assert.Equal(StationTable.All.Select(station => station.Number), ticker.Rows.Select(row => row.StationId));
        Assert.All(ticker.Rows, row => Assert.Null(row.Tenths));
        Assert.Null(ticker.NextExpectedAt);
    }

    [Fact]
    public async Task A_batch_is_one_delta_and_its_repetition_is_none()
    {
        var ticker = Grains.Client.GetGrain<ITickerGrain>(Guid.NewGuid().ToString("N"));
        await ticker.Ensure(Cancellation);
        var before = await SubscribeAsync(ticker, TopicName.Ticker.Text);
        StationOutcome[] outcomes =
            [await Station(90).Record(At(0, 158), Cancellation), await Station(93).Record(At(0, 87), Cancellation)];

        await ticker.Fold([.. outcomes], Cancellation);
        await ticker.Fold([.. outcomes], Cancellation);
        await ticker.Fold([await Station(90).Record(At(60, 160), Cancellation)], Cancellation);

        var first = (await _observer.NextAsync()).Update;
        var second = (await _observer.NextAsync()).Update;
        Assert.Equal((UpdateKind.Delta, before.Position.Seq + 1, before.Position.Seq + 2), (first.Kind, first.Seq, second.Seq));
        var after = (TickerState)before.State!.Apply(first.Data).Apply(second.Data);
        Assert.Equal([160, 87], after.Rows.Take(2).Select(row => row.Tenths));
        Assert.Equal(WeatherCluster.Start.AddMinutes(130), after.NextExpectedAt);
        Assert.Equal(["맑음"], after.Words);
    }

    [Fact]
    public async Task A_batch_that_died_between_stations_and_ticker_is_whole_after_its_repetition()
    {
        var ticker = Grains.Client.GetGrain<ITickerGrain>(Guid.NewGuid().ToString("N"));
        await ticker.Ensure(Cancellation);
        await Station(95).Record(At(0, 74), Cancellation);
        Grains.Store.FailNextWrite(ticker.GetGrainId(), StoreFault.NotWritten);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Fold());

        await RetryAsync(Fold);

        var answer = await SubscribeAsync(ticker, TopicName.Ticker.Text);
        Assert.Equal(74, ((TickerState)answer.State!).Rows.Single(row => row.StationId == 95).Tenths);

        async Task Fold() => await ticker.Fold([await Station(95).Record(At(0, 74), Cancellation)], Cancellation);
    }

    [Fact]
    public async Task A_station_orders_by_observation_and_announces_only_what_changes_its_last_reading()
    {
        var station = Station(98);
        var first = await station.Record(At(60, 76), Cancellation);
        var topic = await SubscribeAsync(station, TopicName.Station(98).Text);

        var late = await station.Record(At(0, 70), Cancellation);
        var again = await station.Record(At(60, 76), Cancellation);
        var corrected = await station.Record(At(60, 77), Cancellation);

        Assert.Equal([1, 1, 1, 2], new[] { first, late, again, corrected }.Select(outcome => (int)outcome.Revision));
        Assert.Equal(77, corrected.Last!.Tenths);
        Assert.Equal([70, 77], (await station.History(Cancellation)).Select(reading => reading.Tenths));
        var update = (await _observer.NextAsync()).Update;
        Assert.Equal((topic.Position.Seq + 1, 77), (update.Seq, Assert.IsType<StationState>(update.Data).Last.Tenths));
        Assert.False(_observer.HasMore);
    }

    [Fact]
    public async Task A_sentinel_does_not_get_past_a_station_even_from_inside()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Station(99).Record(At(0, -990), Cancellation));

        Assert.Empty(await Station(99).History(Cancellation));
    }

    [Fact]
    public async Task A_spike_is_in_no_delta_until_an_operator_releases_it()
    {
        var ticker = Grains.Client.GetGrain<ITickerGrain>(Guid.NewGuid().ToString("N"));
        await ticker.Ensure(Cancellation);
        int[] stations = [135, 136, 137, 238, 226];
        await TakeAsync(ticker, stations, 0, 100);
        var before = await SubscribeAsync(ticker, TopicName.Ticker.Text);
        var topic = await SubscribeAsync(Station(137), TopicName.Station(137).Text);

        var judged = await TakeAsync(ticker, stations, 60, 104, spiked: 137);
        var held = await ticker.Held(Cancellation);

        Assert.Equal([137], judged.Where(one => one.Reading.Flags.IsHeld).Select(one => one.StationId));
        Assert.Equal((137, 184, 'Q', 104), (held[0].StationId, held[0].Reading.Tenths, held[0].Reading.Flags.Letter, held[0].Reading.Flags.ExpectedTenths));
        var delta = (await _observer.NextAsync()).Update;
        var shown = (TickerState)before.State!.Apply(delta.Data);
        Assert.Equal(stations.Where(number => number != 137).Order(), Assert.IsType<TickerDelta>(delta.Data).Rows.Select(row => row.StationId).Order());
        Assert.Equal(100, shown.Rows.Single(row => row.StationId == 137).Tenths);
        Assert.Equal([100], (await Station(137).History(Cancellation)).Select(reading => reading.Tenths));

        // The sender repeats itself, and says nothing new.
        await TakeAsync(ticker, stations, 60, 104, spiked: 137);
        Assert.Single(await ticker.Held(Cancellation));

        for (var twice = 0; twice < 2; twice++)
        {
            await ticker.Fold([(await Station(137).Decide(held[0].Reading.ObservedAt, QualityDecision.Good, Cancellation))!], Cancellation);
        }

        TopicUpdate[] released = [(await _observer.NextAsync()).Update, (await _observer.NextAsync()).Update];
        Assert.Equal(184, ((TickerState)shown.Apply(released.Single(update => update.Data is TickerDelta).Data)).Rows.Single(row => row.StationId == 137).Tenths);
        var station = released.Single(update => update.Data is StationState);
        Assert.Equal((topic.Position.Seq + 1, 184), (station.Seq, ((StationState)station.Data).Last.Tenths));
        Assert.Empty(await ticker.Held(Cancellation));
        Assert.False(_observer.HasMore);
        Assert.Null(await Station(137).Decide(WeatherCluster.Start.AddMinutes(7), QualityDecision.Good, Cancellation));
    }

    private async Task<ImmutableArray<StationReading>> TakeAsync(ITickerGrain ticker, int[] stations, int minute, int tenths, int spiked = 0)
    {
        var judged = await ticker.Judge([.. stations.Select(number => new StationReading(number, At(minute, tenths + (number == spiked ? 80 : 0))))], Cancellation);
        var outcomes = new List<StationOutcome>();
        foreach (var one in judged)
        {
            outcomes.Add(await Station(one.StationId).Record(one.Reading, Cancellation));
        }

        await ticker.Fold([.. outcomes], Cancellation);
        return judged;
    }

    private static Reading At(int minute, int tenths) => new()
    {
        ObservedAt = WeatherCluster.Start.AddMinutes(minute),
        ReceivedAt = WeatherCluster.Start,
        Tenths = tenths,
        Sky = "맑음",
        Source = Attribution.Kma,
    };

    private static async Task RetryAsync(Func<Task> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception) when (attempt < 3)
            {
                // The activation was on its way out.
            }
        }
    }

    private IStationGrain Station(int number) =>
        Grains.Client.GetGrain<IStationGrain>(number.ToString(CultureInfo.InvariantCulture));

    private Task<TopicAnswer> SubscribeAsync(ITopicGrain grain, string topic) => grain.Subscribe(
        new TopicSubscription
        {
            Topic = topic,
            Gateway = _gateway,
            Observer = Grains.Client.CreateObjectReference<ITopicObserver>(_observer),
        },
        Cancellation);
}
