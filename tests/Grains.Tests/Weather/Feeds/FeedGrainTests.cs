using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Weather.Feeds;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Feeds;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Sokbo.Grains.Weather;
using Sokbo.Grains.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

/// <summary>The puller against a source with faults: real calls, real readers, the stations of a cluster of two silos.</summary>
[Trait("Pace", "slow")]
public sealed class FeedGrainTests : IAsyncLifetime
{
    private const string Secret = "a-key-that-nobody-may-see";

    private static readonly DateTimeOffset Hour = new(2024, 4, 27, 7, 0, 0, TimeSpan.FromHours(9));

    private readonly FeedServer _server = new();
    private GrainCluster? _grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_hour_is_pulled_once_and_is_in_the_stations()
    {
        await StartAsync(FeedIds.Hourly);
        var stations = SampleFeeds.All(Hour);
        _server.Answer = _ => FeedReply.Ok(SampleFeeds.Hourly(Hour, stations));

        await WakeAsync(FeedIds.Hourly);
        await WakeUntilAsync(FeedIds.Hourly, status => status.Failures == 0 && status.LastSuccessAt is not null);
        await WakeAsync(FeedIds.Hourly);

        var status = await StatusAsync(FeedIds.Hourly);
        Assert.Equal((97, 0, Hour, 1), (status.Accepted, status.Refused, status.ObservedAt, status.CallsToday));
        Assert.Equal($"/api/typ01/url/kma_sfctm2.php?tm=202404270700&stn=0&help=0&authKey={Secret}", Assert.Single(_server.Requests).Path);
        var reading = Assert.Single(await HistoryAsync(108));
        Assert.Equal(((int?)(stations.Single(station => station.Id == 108).Celsius * 10), Attribution.Kma, ReadingQuality.Good), (reading.Tenths, reading.Source, reading.Quality));
    }

    [Fact]
    public async Task Every_fault_is_named_changes_nothing_and_is_over_with_the_next_good_answer()
    {
        await StartAsync(FeedIds.Hourly);
        var good = SampleFeeds.Hourly(Hour, new SampleStation(108, -9.0m) { DewPoint = -12 });
        (string Code, FeedReply Reply)[] faults =
        [
            ("html-answer", FeedReply.Ok(Encoding.UTF8.GetBytes("<!DOCTYPE html><html>점검</html>"))),
            ("cut", FeedReply.Ok(good[..^20])),
            ("broken-off", FeedReply.Ok(good) with { CutAfter = 100 }),
            ("wrong-encoding", FeedReply.Ok([0xFF, 0xFE, .. good])),
            ("forbidden", new FeedReply(403, Encoding.UTF8.GetBytes("{\"result\":{\"status\":403}}"))),
            ("json-answer", FeedReply.Ok("{\"result\":{\"status\":403}}"u8.ToArray())),
        ];
        foreach (var (code, reply) in faults)
        {
            _server.Answer = _ => reply;
            await WakeUntilAsync(FeedIds.Hourly, status => status.LastError == code);
        }

        Assert.Empty(await HistoryAsync(108));
        _server.Answer = _ => FeedReply.Ok(good);
        await WakeUntilAsync(FeedIds.Hourly, status => status.Failures == 0);

        Assert.Equal(-90, Assert.Single(await HistoryAsync(108)).Tenths);
        Assert.Equal(faults.Length + 1, _server.Requests.Count);
    }

    [Fact]
    public async Task A_day_old_answer_is_stale_and_shows_nothing_as_new()
    {
        await StartAsync(FeedIds.Map);
        _server.Answer = _ => FeedReply.Ok(SampleFeeds.Map(Hour.AddDays(-1), new SampleStation(108, 3.0m) { Name = "서울", Sky = "맑음" }));

        await WakeUntilAsync(FeedIds.Map, status => status.LastError == FeedRules.Stale);

        Assert.Equal(Hour.AddDays(-1), Assert.Single(await HistoryAsync(108)).ObservedAt);
        Assert.Equal(Hour.AddDays(-1), (await StatusAsync(FeedIds.Map)).ObservedAt);
    }

    [Fact]
    public async Task The_map_is_asked_whether_it_has_changed()
    {
        await StartAsync(FeedIds.Map);
        _server.Answer = request => request.Headers.ContainsKey("If-None-Match")
            ? new FeedReply(304, [])
            : FeedReply.Ok(SampleFeeds.Map(Hour, new SampleStation(108, 3.0m) { Name = "서울", Sky = "맑음" }), ("ETag", "\"7\""));
        await WakeUntilAsync(FeedIds.Map, status => status.Failures == 0 && status.LastSuccessAt is not null);

        Grains.Time.Advance(TimeSpan.FromHours(1));
        await WakeUntilAsync(FeedIds.Map, status => status.LastError == FeedRules.Stale);

        Assert.Equal("\"7\"", _server.Requests.Last().Headers["If-None-Match"]);
        Assert.Equal("맑음", Assert.Single(await HistoryAsync(108)).Sky);
    }

    [Fact]
    public async Task A_busy_source_is_left_alone_for_as_long_as_it_asks_and_the_budget_of_the_day_is_kept()
    {
        await StartAsync(FeedIds.Hourly);
        _server.Answer = _ => new FeedReply(429, []) { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "1800" } };
        await WakeUntilAsync(FeedIds.Hourly, status => status.LastError == "too-many-calls");

        Assert.True((await StatusAsync(FeedIds.Hourly)).NextAt >= Hour.AddMinutes(42));
        for (var call = 0; call < 30; call++)
        {
            Grains.Time.Advance(TimeSpan.FromMinutes(31));
            await WakeAsync(FeedIds.Hourly);
            await Task.Delay(50, Cancellation);
        }

        await Eventually.TrueAsync(() => _server.Requests.Count >= 8);
        var status = await StatusAsync(FeedIds.Hourly);
        Assert.Equal((8, 8), (status.CallsToday, _server.Requests.Count));
        Assert.True(status.NextAt >= new DateTimeOffset(2024, 4, 28, 0, 0, 0, FeedNumber.SeoulOffset));
    }

    [Fact]
    public async Task Minutes_come_as_ranges_and_unknown_stations_are_named_until_they_are_added()
    {
        await StartAsync(FeedIds.Minute);
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Minute(ToOf(request), true, new(108, 1.5m), new(90_001, 2.0m)));

        await WakeUntilAsync(FeedIds.Minute, status => status.Failures == 0 && status.LastSuccessAt is not null);
        Grains.Time.Advance(TimeSpan.FromMinutes(5));
        await WakeUntilAsync(FeedIds.Minute, status => status.ObservedAt == Hour.AddMinutes(14));

        Assert.EndsWith($"tm1=202404270708&tm2=202404270714&stn=0&disp=1&help=0&authKey={Secret}", _server.Requests.Last().Path, StringComparison.Ordinal);
        Assert.Equal((1, 1), ((await StatusAsync(FeedIds.Minute)).Accepted, (await StatusAsync(FeedIds.Minute)).Refused));
        Assert.Equal([90_001], (await StatusAsync(FeedIds.Minute)).Unknown);
        await new WeatherIntake(Grains.Client, Grains.Time).PutStationAsync(Added, RevisionExpectation.None, Cancellation);
        Grains.Time.Advance(TimeSpan.FromMinutes(1));
        await WakeUntilAsync(FeedIds.Minute, status => status.ObservedAt == Hour.AddMinutes(15));

        Assert.Equal((2, 0, 0), ((await StatusAsync(FeedIds.Minute)).Accepted, (await StatusAsync(FeedIds.Minute)).Refused, (await StatusAsync(FeedIds.Minute)).Unknown.Length));
        Assert.Equal(20, (await HistoryAsync(90_001))[^1].Tenths);
    }

    [Fact]
    public async Task When_the_silo_is_lost_in_a_call_another_repeats_it_after_the_reservation_and_no_hour_is_missing_or_double()
    {
        await StartAsync(FeedIds.Hourly);
        _server.Answer = _ => FeedReply.Ok(SampleFeeds.Hourly(Hour, new SampleStation(108, 4.0m))) with { Hangs = true };
        await WakeAsync(FeedIds.Hourly);
        await Eventually.TrueAsync(() => !_server.Requests.IsEmpty);
        var owner = await Grains.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(Grain(FeedIds.Hourly));

        await Grains.Cluster.KillSiloAsync(Grains.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(owner)));
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Hourly(ToOf(request), new SampleStation(108, 5.0m)));
        await WakeAsync(FeedIds.Hourly);
        await Task.Delay(300, Cancellation);

        Assert.Single(_server.Requests);
        Grains.Time.Advance(TimeSpan.FromSeconds(61));
        await WakeUntilAsync(FeedIds.Hourly, status => status.Failures == 0 && status.LastSuccessAt is not null);
        Grains.Time.Advance(TimeSpan.FromHours(3));
        await WakeUntilAsync(FeedIds.Hourly, status => status.Gaps == 0 && status.ObservedAt == Hour.AddHours(3));

        Assert.Equal([7, 7, 8, 9, 10], _server.Requests.Select(request => ToOf(request).Hour).Order());
        Assert.Equal([7, 8, 9, 10], (await HistoryAsync(108)).Select(reading => reading.ObservedAt.ToOffset(FeedNumber.SeoulOffset).Hour));
    }

    [Fact]
    public async Task An_hour_is_looked_at_again_and_what_was_corrected_is_in_the_history()
    {
        await StartAsync(FeedIds.Hourly);
        var corrected = false;
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Hourly(ToOf(request), new SampleStation(108, corrected ? 4.6m : 4.0m) { DewPoint = 1.5m, Humidity = 84 }));
        await WakeUntilAsync(FeedIds.Hourly, status => status.Failures == 0 && status.LastSuccessAt is not null);
        corrected = true;
        Grains.Time.Advance(TimeSpan.FromHours(1));
        await WakeUntilAsync(FeedIds.Hourly, status => status.ObservedAt == Hour.AddHours(1));
        Grains.Time.Advance(TimeSpan.FromSeconds(3));
        await WakeUntilAsync(FeedIds.Hourly, _ => _server.Requests.Count >= 3);

        Assert.Equal([7, 8, 7], _server.Requests.Select(request => ToOf(request).Hour));
        await WakeUntilAsync(FeedIds.Hourly, status => status.NextAt > Grains.Time.GetUtcNow().AddMinutes(5));
        var history = await HistoryAsync(108);
        Assert.Equal([46, 46], history.Select(reading => reading.Tenths));
        Assert.Equal((15, 840), (history[0].Measures!.DewPoint, history[0].Measures!.Humidity));
    }

    [Fact]
    public async Task Of_two_activations_the_one_that_is_behind_makes_no_call()
    {
        await StartAsync(FeedIds.Hourly);
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Hourly(ToOf(request), new SampleStation(108, 4.0m)));
        await WakeUntilAsync(FeedIds.Hourly, status => status.Failures == 0 && status.LastSuccessAt is not null);
        Grains.Store.Touch(Grain(FeedIds.Hourly).GetGrainId());

        Grains.Time.Advance(TimeSpan.FromHours(1));
        await WakeUntilAsync(FeedIds.Hourly, status => status.ObservedAt == Hour.AddHours(1));

        Assert.Equal([7, 8], _server.Requests.Select(request => ToOf(request).Hour));
    }

    [Fact]
    public async Task Warnings_are_pulled_shown_in_their_region_and_end_with_the_second_list_that_leaves_them_out()
    {
        await StartAsync(FeedIds.Warnings);
        var (seoul, busan) = (SampleFeeds.Warning(Hour, "L1100100", "서울동남권", "폭염", "중대경보"), SampleFeeds.Warning(Hour, "L1082500", "부산동부", "호우", "주의"));
        var (rows, refused) = (new[] { seoul, busan }, "");
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Warnings(ToOf(request), refused.Length == 0 ? rows : [.. rows, refused]));

        await WakeUntilAsync(FeedIds.Warnings, status => status.Failures == 0 && status.LastSuccessAt is not null);
        Assert.Equal($"/api/typ01/url/wrn_now_data_new.php?fe=f&tm=202404270710&disp=0&help=0&authKey={Secret}", Assert.Single(_server.Requests).Path);
        Assert.Equal(("서울동남권", "중대경보"), Assert.Single((await WarningsAsync("capital")).InForce.Select(report => (report.ZoneName, report.Level))));
        Assert.Equal("부산동부", Assert.Single((await WarningsAsync("gyeongnam")).InForce).ZoneName);
        Assert.True((await WarningsAsync("jeju")) is { InForce.IsEmpty: true } jeju && jeju.IsKnown(Grains.Time.GetUtcNow()));

        (rows, refused) = ([busan], "L1100000, broken");
        await NextAsync(status => status.LastError == FeedRules.Incomplete);
        Assert.Equal(Hour.AddMinutes(10), (await WarningsAsync("capital")).CheckedAt);
        refused = "";
        await NextAsync(status => status.Failures == 0);
        Assert.Single((await WarningsAsync("capital")).InForce);
        await NextAsync(status => status.Failures == 0);
        Assert.Empty((await WarningsAsync("capital")).InForce);
        Assert.Single((await WarningsAsync("gyeongnam")).InForce);

        async Task NextAsync(Func<FeedStatus, bool> wanted)
        {
            var calls = _server.Requests.Count;
            Grains.Time.Advance(TimeSpan.FromMinutes(5));
            await WakeUntilAsync(FeedIds.Warnings, status => _server.Requests.Count > calls && status.LastAttemptAt <= (status.LastErrorAt > status.LastSuccessAt ? status.LastErrorAt : status.LastSuccessAt) && wanted(status));
        }
    }

    [Fact]
    public async Task No_failure_of_the_source_of_warnings_is_a_list_without_warnings()
    {
        await StartAsync(FeedIds.Warnings);
        var row = SampleFeeds.Warning(Hour, "L1100100", "서울동남권", "폭염", "경보");
        _server.Answer = request => FeedReply.Ok(SampleFeeds.Warnings(ToOf(request), row));
        await WakeUntilAsync(FeedIds.Warnings, status => status.Failures == 0 && status.LastSuccessAt is not null);
        var (good, checkedAt) = (SampleFeeds.Warnings(Hour.AddMinutes(30), SampleFeeds.Warning(Hour, "L1090500", "제주도산지", "강풍", "주의")), (await WarningsAsync("capital")).CheckedAt);
        (string Code, FeedReply Reply)[] faults =
        [
            ("no-rows", FeedReply.Ok(SampleFeeds.Warnings(Hour.AddMinutes(30)))),
            ("html-answer", FeedReply.Ok(Encoding.UTF8.GetBytes("<!DOCTYPE html><html>점검</html>"))),
            ("cut", FeedReply.Ok(good[..^12])),
            ("broken-off", FeedReply.Ok(good) with { CutAfter = 100 }),
            ("wrong-encoding", FeedReply.Ok([0xFF, 0xFE, .. good])),
            ("json-answer", FeedReply.Ok("{\"result\":{\"status\":403}}"u8.ToArray())),
            ("forbidden", new FeedReply(403, [])),
            ("too-many-calls", new FeedReply(429, []) { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "300" } }),
            ("stale", FeedReply.Ok(SampleFeeds.Warnings(Hour.AddDays(-1), SampleFeeds.Warning(Hour.AddDays(-2), "L1090600", "제주도서부", "강풍", "주의")))),
            ("stale", FeedReply.Ok(SampleFeeds.Warnings(null, SampleFeeds.Warning(Hour.AddDays(-2), "L1090500", "제주도산지", "강풍", "주의")))),
        ];
        foreach (var (code, reply) in faults)
        {
            _server.Answer = _ => reply;
            var calls = _server.Requests.Count;
            Grains.Time.Advance(TimeSpan.FromMinutes(5));
            await WakeUntilAsync(FeedIds.Warnings, status => status.LastError == code && status.LastErrorAt >= status.LastAttemptAt && _server.Requests.Count > calls);
        }

        var capital = await WarningsAsync("capital");
        // Nothing of the answers that were refused; of the list without a time, that it warns.
        Assert.Equal(["L1090500"], (await WarningsAsync("jeju")).InForce.Select(report => report.Zone));
        Assert.Equal(("경보", checkedAt, false), (Assert.Single(capital.InForce).Level, capital.CheckedAt, capital.IsKnown(Grains.Time.GetUtcNow())));
    }

    [Fact]
    public async Task The_key_is_in_the_call_and_nowhere_else()
    {
        await StartAsync(FeedIds.Hourly);
        _server.Answer = _ => new FeedReply(403, []);
        await WakeUntilAsync(FeedIds.Hourly, status => status.LastError == "forbidden");

        using var metrics = new MemoryStream();
        await Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(metrics, Cancellation);
        Assert.Contains("sokbo_weather_feed_calls_total{source=\"hourly\",outcome=\"forbidden\"}", Encoding.UTF8.GetString(metrics.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(metrics.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await StatusAsync(FeedIds.Hourly)).ToString(), StringComparison.Ordinal);
        Assert.Contains(Secret, Assert.Single(_server.Requests).Path, StringComparison.Ordinal);
    }

    /// <summary>Two silos that pull this one source.</summary>
    private async Task StartAsync(string id)
    {
        var options = new FeedsOptions
        {
            Map = new() { Enabled = id == FeedIds.Map, BaseAddress = _server.Address, CallsPerDayMax = 300, ArrivalMinutes = 10 },
            Hourly = new() { Enabled = id == FeedIds.Hourly, BaseAddress = _server.Address, Key = Secret, CallsPerDayMax = 8, ArrivalMinutes = 10 },
            Warnings = new() { Enabled = id == FeedIds.Warnings, BaseAddress = _server.Address, Key = Secret, CallsPerDayMax = 600, ArrivalMinutes = 1 },
            Minute = new() { Enabled = id == FeedIds.Minute, BaseAddress = _server.Address, Key = Secret, CallsPerDayMax = 2_000, ArrivalMinutes = 3 },
            SpreadSeconds = 0,
        };
        _grains = await GrainCluster.StartAsync(services => services.AddWeather().AddSingleton(Options.Create(options)), Hour.AddMinutes(12));
    }

    private static readonly StationInfo Added = new()
    {
        Number = 90_001,
        Name = "평택",
        NameEnglish = "Pyeongtaek",
        RegionId = "capital",
        Latitude = 36.985,
        Longitude = 127.107,
        InTicker = false,
    };

    private static DateTimeOffset ToOf(FeedRequest request)
    {
        var query = request.Path.Split('?', '&').Single(part => part.StartsWith("tm=", StringComparison.Ordinal) || part.StartsWith("tm2=", StringComparison.Ordinal));
        return new DateTimeOffset(DateTime.ParseExact(query.Split('=')[1], "yyyyMMddHHmm", CultureInfo.InvariantCulture), FeedNumber.SeoulOffset);
    }

    private async Task<WarningsState> WarningsAsync(string region)
    {
        var topic = TopicName.Warnings(StationTable.RegionOf(region)).Text;
        return (WarningsState)(await Grains.Client.GetGrain<IWarningsGrain>(region).Pull(topic, new Position("", 0), Cancellation)).State!;
    }

    private IFeedGrain Grain(string id) => Grains.Client.GetGrain<IFeedGrain>(id);

    private Task<FeedStatus> StatusAsync(string id) => Grain(id).Status(Cancellation);

    private async Task<IReadOnlyList<Reading>> HistoryAsync(int station) =>
        await Grains.Client.GetGrain<IStationGrain>(station.ToString(CultureInfo.InvariantCulture)).History(Cancellation);

    /// <summary>What the reminder does. Where a silo has just been lost, the first calls may find nobody.</summary>
    private async Task WakeAsync(string id)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Grain(id).AsReference<IRemindable>().ReceiveReminder("pull", default);
                return;
            }
            catch (Exception) when (attempt < 30)
            {
                await Task.Delay(500, Cancellation);
            }
        }
    }

    /// <summary>Wakes the puller and lets its pauses pass, until it stands as wanted.</summary>
    private async Task WakeUntilAsync(string id, Func<FeedStatus, bool> wanted)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            await WakeAsync(id);
            await Task.Delay(50, Cancellation);
            var status = await StatusAsync(id);
            if (wanted(status))
            {
                return;
            }

            // Only through a pause after an answer: a call under way would be timed out by it.
            var pause = status.NextAt - Grains.Time.GetUtcNow();
            var passes = status.LastErrorAt >= status.LastAttemptAt ? TimeSpan.FromMinutes(20)
                : status.LastSuccessAt >= status.LastAttemptAt ? TimeSpan.FromSeconds(5)
                : TimeSpan.Zero;
            if (status.NextAt is { } next && pause > TimeSpan.Zero && pause < passes)
            {
                Grains.Time.SetUtcNow(next);
            }
        }

        throw new TimeoutException($"{id} never stood as wanted: {await StatusAsync(id)}");
    }
}
