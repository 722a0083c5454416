using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class RegionTopicsTests(WeatherCluster cluster)
{
    private readonly string _gateway = Guid.NewGuid().ToString("N");
    private readonly RecordingObserver _observer = new();
    private readonly ITickerGrain _ticker = cluster.Grains.Client.GetGrain<ITickerGrain>(Guid.NewGuid().ToString("N"));

    private GrainCluster Grains => cluster.Grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_region_hears_of_its_stations_and_of_no_other()
    {
        await _ticker.Ensure(Cancellation);
        var topic = TopicName.RegionTicker(StationTable.Find(184)!.Region).Text;
        var before = await SubscribeAsync(topic);

        await ReportAsync(0, (184, 121), (108, 87));
        await ReportAsync(60, (108, 88));
        await ReportAsync(60, (185, -90));

        var first = (await _observer.NextAsync()).Update;
        var second = (await _observer.NextAsync()).Update;
        Assert.Equal([184, 185, 188, 189], ((TickerState)before.State!).Rows.Select(row => row.StationId));
        Assert.Equal((topic, before.Position.Epoch, before.Position.Seq + 1), (first.Topic, first.Epoch, first.Seq));
        Assert.Equal([121, null, null, null], ((TickerState)first.Data).Rows.Select(row => row.Tenths));
        Assert.Equal((UpdateKind.Snapshot, first.Seq + 1), (second.Kind, second.Seq));
        var after = (TickerState)second.Data;
        Assert.Equal([121, -90, null, null], after.Rows.Select(row => row.Tenths));
        Assert.Equal(["맑음"], after.Words);
        Assert.Equal(WeatherCluster.Start.AddMinutes(130), after.NextExpectedAt);
        Assert.False(_observer.HasMore);
    }

    [Fact]
    public async Task What_was_reported_before_anybody_asked_is_in_the_answer_and_a_gap_is_pulled()
    {
        await _ticker.Ensure(Cancellation);
        var topic = TopicName.RegionTicker(StationTable.Find(90)!.Region).Text;
        await ReportAsync(0, (90, 31));

        var answer = await SubscribeAsync(topic);
        await ReportAsync(60, (90, 32));
        await ReportAsync(120, (90, 33));

        Assert.Equal(31, ((TickerState)answer.State!).Rows[0].Tenths);
        var pulled = await _ticker.Pull(topic, answer.Position, Cancellation);
        Assert.Equal(TopicOutcome.Resumed, pulled.Outcome);
        Assert.Equal([32, 33], pulled.Updates.Select(update => ((TickerState)update.Data).Rows[0].Tenths));
        Assert.Equal(TopicOutcome.Unknown, (await _ticker.Pull("weather/ticker/jeju", answer.Position, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Who_left_hears_nothing_more_of_a_region()
    {
        await _ticker.Ensure(Cancellation);
        var topic = TopicName.RegionTicker(StationTable.Find(133)!.Region).Text;
        await SubscribeAsync(topic);

        await _ticker.Unsubscribe(topic, _gateway, Cancellation);
        await ReportAsync(0, (133, 11));

        Assert.False(_observer.HasMore);
        Assert.Equal(11, ((TickerState)(await SubscribeAsync(TopicName.Ticker.Text)).State!).Rows.Single(row => row.StationId == 133).Tenths);
    }

    /// <summary>Outcomes as stations would give them; these tests leave the stations alone.</summary>
    private Task ReportAsync(int minute, params (int Station, int Tenths)[] rows) => _ticker.Fold(
        [
            .. rows.Select(row => new StationOutcome(row.Station, minute + 1, new Reading
            {
                ObservedAt = WeatherCluster.Start.AddMinutes(minute),
                ReceivedAt = WeatherCluster.Start,
                Tenths = row.Tenths,
                Sky = "맑음",
                Source = Attribution.Kma,
            })),
        ],
        Cancellation);

    private Task<TopicAnswer> SubscribeAsync(string topic) => _ticker.Subscribe(
        new TopicSubscription
        {
            Topic = topic,
            Gateway = _gateway,
            Observer = Grains.Client.CreateObjectReference<ITopicObserver>(_observer),
        },
        Cancellation);
}
