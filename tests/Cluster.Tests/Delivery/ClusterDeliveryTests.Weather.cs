using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Sokbo.Fixtures.Weather.Feeds;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>The weather, on the same processes.</summary>
public sealed partial class ClusterDeliveryTests
{
    private const int WeatherBatches = 4;

    /// <summary>A station of the source alone.</summary>
    private const int Added = 90_001;

    private static readonly TimeSpan KoreanTime = TimeSpan.FromHours(9);

    [Fact]
    public async Task No_station_is_lost_doubled_or_back_in_time_when_the_silo_with_the_ticker_is_killed_in_a_batch()
    {
        using var desk = ProcessCluster.Api(cluster.GatewayA);
        using var pages = ProcessCluster.Api(cluster.GatewayB);
        var first = new DateTimeOffset(TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero).AddHours(-WeatherBatches);
        using var stop = new CancellationTokenSource();
        var backwards = new ConcurrentQueue<string>();
        var watching = WatchAsync(pages, backwards, stop.Token);
        for (var batch = 0; batch < WeatherBatches; batch++)
        {
            if (batch == 2)
            {
                // Stations take it, the ticker cannot be written, and then its silo goes.
                var owner = await cluster.TickerOwnerAsync();
                await cluster.RefuseTickerAsync();
                Assert.Equal("503 cluster-unavailable", await ReportAsync(desk, first, batch));
                await owner.Process.KillAsync();
                await cluster.TakeAllAsync();
                output.WriteLine($"{owner.Name}, which had the ticker, killed in a batch");
            }

            await RepeatAsync(async () => await ReportAsync(desk, first, batch) is null, $"batch {batch}");
        }

        await RepeatAsync(async () => (await RowsAsync(pages)).All(row => row.At == first.AddHours(WeatherBatches - 1)), "the last batch at the other gateway");
        await stop.CancelAsync();
        await watching;

        Assert.Empty(backwards);
        Assert.Equal(
            StationTable.All.Select(station => (station.Number, (decimal?)Celsius(station.Number, WeatherBatches - 1))),
            (await RowsAsync(pages)).Select(row => (row.Number, row.Celsius)));
        foreach (var station in StationTable.All)
        {
            var history = (await pages.GetFromJsonAsync<JsonNode>($"/api/v1/weather/stations/{station.Number}/history?hours=24"))!["readings"]!.AsArray();
            Assert.Equal(
                Enumerable.Range(0, WeatherBatches).Select(batch => (first.AddHours(batch), Celsius(station.Number, batch))),
                history.Select(reading => (DateTimeOffset.Parse((string)reading!["observedAt"]!, CultureInfo.InvariantCulture), (decimal)reading["temperatureCelsius"]!)));
        }
    }

    /// <summary>Two minutes and more, with <c>SOKBO_LONG=1</c>: the successor waits until the call of the dead silo cannot be under way any more.</summary>
    [Fact]
    public async Task When_the_silo_that_pulls_is_killed_in_a_call_another_goes_on_and_no_minute_is_missing_or_pulled_twice_at_once()
    {
        Assert.SkipUnless(ProcessCluster.PullsWeather, "Set SOKBO_LONG=1.");
        using var pages = ProcessCluster.Api(cluster.GatewayB);
        using var station = JsonContent.Create(new { name = "평택", nameEnglish = "Pyeongtaek", region = "capital", latitude = 36.985, longitude = 127.107, ticker = false });
        using var added = await pages.PutAsync(new Uri($"/api/v1/weather/stations/{Added}", UriKind.Relative), station);
        Assert.True(added.IsSuccessStatusCode);
        var calls = new ConcurrentQueue<(DateTimeOffset From, DateTimeOffset To)>();
        var hang = false;
        cluster.Weather.Answer = request =>
        {
            var (from, to) = (TimeOf(request, "tm1"), TimeOf(request, "tm2"));
            calls.Enqueue((from, to));
            return FeedReply.Ok(Minutes(from, to)) with { Hangs = Volatile.Read(ref hang) };
        };
        await RepeatAsync(() => Task.FromResult(!calls.IsEmpty), "a first call", TimeSpan.FromSeconds(130));
        Volatile.Write(ref hang, true);
        var before = calls.Count;
        await RepeatAsync(() => Task.FromResult(calls.Count > before), "a call that hangs", TimeSpan.FromSeconds(130));
        var puller = await cluster.PullerAsync();

        await puller.Process.KillAsync();
        Volatile.Write(ref hang, false);
        var died = calls.Last();
        await RepeatAsync(() => Task.FromResult(calls.Count >= before + 3), "two calls of a successor", TimeSpan.FromSeconds(240));

        var made = calls.ToArray();
        output.WriteLine($"{puller.Name}, which pulled, killed in the call for {died.From:HH:mm} to {died.To:HH:mm}; then {string.Join(", ", made[(before + 1)..].Select(call => $"{call.From:HH:mm}–{call.To:HH:mm}"))}");
        Assert.NotEqual(puller, await cluster.PullerAsync());

        // The one that died brought nothing, so its successor begins where it had; apart from that no minute is the end of two calls, and none is left out.
        var taken = made.Where((_, index) => index != before).ToArray();
        Assert.Equal(taken.Select(call => call.To).Order().Distinct(), taken.Select(call => call.To));
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.True(pair.Second.From <= pair.First.To.AddMinutes(1), $"Nothing was pulled between {pair.First.To:HH:mm} and {pair.Second.From:HH:mm}."));
        await RepeatAsync(
            async () => (await pages.GetFromJsonAsync<JsonNode>($"/api/v1/weather/stations/{Added}"))!["observedAt"] is { } at
                && DateTimeOffset.Parse((string)at!, CultureInfo.InvariantCulture) >= made[^1].To, "the last minute on the pages");
    }

    private static decimal Celsius(int number, int batch) => ((number % 50) + (batch * 3)) / 10m;

    /// <summary>Null where it was taken, else what was answered.</summary>
    private static async Task<string?> ReportAsync(HttpClient desk, DateTimeOffset first, int batch)
    {
        using var content = JsonContent.Create(new
        {
            observedAt = first.AddHours(batch),
            source = Attribution.Kma,
            observations = StationTable.All.Select(station => new { stationId = station.Number, sky = "맑음", temperatureCelsius = Celsius(station.Number, batch) }),
        });
        try
        {
            using var response = await desk.PostAsync(new Uri("/api/v1/weather/observations", UriKind.Relative), content);
            return response.IsSuccessStatusCode
                ? null
                : $"{(int)response.StatusCode} {(string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.Message;
        }
    }

    private static async Task<(int Number, DateTimeOffset? At, decimal? Celsius)[]> RowsAsync(HttpClient pages)
    {
        var answer = await pages.GetFromJsonAsync<JsonNode>("/api/v1/weather/stations");
        return [.. answer!["stations"]!.AsArray().Where(row => (int)row!["id"]! != Added).Select(row => (
            (int)row!["id"]!,
            row["observedAt"] is { } at ? DateTimeOffset.Parse((string)at!, CultureInfo.InvariantCulture) : (DateTimeOffset?)null,
            (decimal?)row["temperatureCelsius"]))];
    }

    private static async Task WatchAsync(HttpClient pages, ConcurrentQueue<string> backwards, CancellationToken stop)
    {
        var seen = new Dictionary<int, DateTimeOffset>();
        while (!stop.IsCancellationRequested)
        {
            foreach (var (number, at, _) in await RowsAsync(pages))
            {
                if (seen.TryGetValue(number, out var before) && !(at >= before))
                {
                    backwards.Enqueue($"{number}: {at} after {before}");
                }

                if (at is { } shown)
                {
                    seen[number] = shown;
                }
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task RepeatAsync(Func<Task<bool>> act, string what, TimeSpan? bound = null)
    {
        for (var until = TimeProvider.System.GetUtcNow() + (bound ?? OutageMax); !await act();)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"Not within the time: {what}.");
            await Task.Delay(200);
        }
    }

    private static DateTimeOffset TimeOf(FeedRequest request, string name) => new(
        DateTime.ParseExact(
            request.Path.Split('?', '&').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal)).Split('=')[1], "yyyyMMddHHmm", CultureInfo.InvariantCulture),
        KoreanTime);

    /// <summary>A station's minutes in the layout of the source.</summary>
    private static byte[] Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        var text = new StringBuilder("#START7777\n");
        for (var at = from; at <= to; at += TimeSpan.FromMinutes(1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{at.ToOffset(KoreanTime):yyyyMMddHHmm},{Added},270.0,1.9,280.0,3.3,270.0,1.7,12.{at.Minute % 10},0.0,0.0,0.0,0.0,0.0,65.2,-99.9,1013.4,5.0,=\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("#7777END\n").ToString());
    }
}
