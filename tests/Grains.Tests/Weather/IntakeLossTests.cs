using System.Globalization;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>The silo with the ticker dies while batches are taken; with a cluster of its own.</summary>
[Trait("Pace", "slow")]
public sealed class IntakeLossTests : IAsyncLifetime
{
    private const int Batches = 6;

    private static readonly DateTimeOffset Start = new(2024, 4, 26, 22, 0, 0, TimeSpan.Zero);

    private GrainCluster? _grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() =>
        _grains = await GrainCluster.StartAsync(services => services.AddWeather(), Start.AddHours(Batches));

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }
    }

    [Fact]
    public async Task No_station_is_lost_doubled_or_back_in_time()
    {
        var intake = new WeatherIntake(Grains.Client, Grains.Time);
        await intake.TakeAsync(Batch(0), Cancellation);
        var ticker = Grains.Client.GetGrain<ITickerGrain>(ITickerGrain.Key);
        var seen = new List<TickerState>();
        var owner = await Grains.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(ticker);

        for (var batch = 1; batch < Batches; batch++)
        {
            if (batch == 2)
            {
                // Some stations have it, one does not, and so the ticker has heard of none; then its silo goes.
                Grains.Store.FailNextWrite(Station(133).GetGrainId(), StoreFault.NotWritten);
                await Assert.ThrowsAsync<StoreUnavailableException>(() => intake.TakeAsync(Batch(batch), Cancellation));
                Assert.InRange(await ReportedAsync(batch), 1, StationTable.All.Length - 1);
                Assert.All((await StateAsync(ticker)).Rows, row => Assert.Equal(Start.AddHours(batch - 1), row.ObservedAt));
                await Grains.Cluster.KillSiloAsync(Grains.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(owner)));
            }

            await RetryAsync(() => intake.TakeAsync(Batch(batch), Cancellation));
            seen.Add(await StateAsync(ticker));
        }

        for (var batch = 1; batch < Batches; batch++)
        {
            var rows = seen[batch - 1].Rows;
            Assert.Equal(StationTable.All.Select(station => station.Number), rows.Select(row => row.StationId));
            Assert.All(rows, row => Assert.Equal((Start.AddHours(batch), (int?)Tenths(row.StationId, batch)), (row.ObservedAt, row.Tenths)));
        }

        foreach (var station in StationTable.All)
        {
            var history = await RetryAsync(() => Station(station.Number).History(Cancellation));
            Assert.Equal(
                Enumerable.Range(0, Batches).Select(batch => (Start.AddHours(batch), (int?)Tenths(station.Number, batch))),
                history.Select(reading => (reading.ObservedAt, reading.Tenths)));
        }
    }

    private static int Tenths(int number, int batch) => (number % 50) + (batch * 3);

    private static ObservationBatch Batch(int batch) => new(
        Start.AddHours(batch), Attribution.Kma,
        [.. StationTable.All.Select(station => new ObservationRow(station.Number, station.Name, "맑음", Tenths(station.Number, batch) / 10m))]);

    /// <summary>As a source does: until it is taken.</summary>
    private static async Task<T> RetryAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception) when (attempt < 60 && !Cancellation.IsCancellationRequested)
            {
                await Task.Delay(500, Cancellation);
            }
        }
    }

    /// <summary>Stations that have the batch already.</summary>
    private async Task<int> ReportedAsync(int batch)
    {
        var last = await Task.WhenAll(StationTable.All.Select(station => Station(station.Number).History(Cancellation)));
        return last.Count(history => history.Any(reading => reading.ObservedAt == Start.AddHours(batch)));
    }

    private static async Task<TickerState> StateAsync(ITickerGrain ticker) =>
        (TickerState)(await RetryAsync(() => ticker.Pull(TopicName.Ticker.Text, new Position("", 0), Cancellation))).State!;

    private IStationGrain Station(int number) => Grains.Client.GetGrain<IStationGrain>(number.ToString(CultureInfo.InvariantCulture));
}
