using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Sokbo.Fixtures.Processes;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Standalone.Tests;

/// <summary>What was acknowledged is there after <c>kill -9</c>, whenever it falls.</summary>
public sealed class KillTests
{
    private const int Writers = 8;

    private static readonly Dictionary<string, string> SmallLog = new()
    {
        ["Sokbo__Store__CompactAtMebibytes"] = "16",
        ["Sokbo__Store__SegmentMebibytes"] = "8",
        ["Sokbo__Store__CompactCheckSeconds"] = "1",
    };

    [Fact]
    public async Task Sections_that_the_api_acknowledged_survive_a_kill()
    {
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of(arguments: "--no-sample"));
        using var api = process.Api();
        var acknowledged = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"kill-{number}");
            using var response = await api.PutAsJsonAsync(
                $"/api/v1/sections/{id}", new { name = $"Section {id}" }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            acknowledged.Add(id);
        }

        await process.Process.KillAsync();
        await process.RestartAsync();

        foreach (var id in acknowledged)
        {
            using var response = await api.GetAsync(new Uri($"/api/v1/sections/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_kills_fall_into_checkpoints()
    {
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of(SmallLog, "--no-sample"));
        var acknowledged = new long[Writers];
        for (var round = 0; round < 3; round++)
        {
            await using (var store = await ConnectionMultiplexer.ConnectAsync(process.Store()))
            {
                await AssertThereAsync(store.GetDatabase(), acknowledged);
                var writing = Enumerable.Range(0, Writers).Select(writer => WriteUntilKilledAsync(store.GetDatabase(), writer, acknowledged)).ToList();
                await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                // Checkpoints one after another, so that the kill hits one.
                var saving = SaveUntilKilledAsync(store.GetDatabase());
                await Task.Delay(TimeSpan.FromMilliseconds(300 + (round * 170)), TestContext.Current.CancellationToken);
                await process.Process.KillAsync();
                await Task.WhenAll([.. writing, saving]);
            }

            await process.RestartAsync();
        }

        await using var last = await ConnectionMultiplexer.ConnectAsync(process.Store());
        await AssertThereAsync(last.GetDatabase(), acknowledged);
        Assert.All(acknowledged, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task The_log_on_disk_shrinks_when_it_has_grown_and_nothing_is_lost()
    {
        const long Limit = 48L << 20;
        await using var process = await ServiceProcess.StartAsync(StandaloneStart.Of(SmallLog, "--no-sample"));
        await FillAsync(process, mebibytes: 96, keys: 500);

        var bytes = await LogBytesAsync(process, Limit);
        await process.Process.KillAsync();
        await process.RestartAsync();

        Assert.InRange(bytes, 0, Limit);
        await AssertFilledAsync(process, keys: 500);
    }

    [Fact]
    public async Task It_stops_before_the_store_would_forget_and_has_everything_with_more_memory()
    {
        using var directory = new ScratchDirectory();
        var data = directory["data"];
        var written = 0;
        await using (var small = await ServiceProcess.StartAsync(StandaloneStart.Of(WithMemory(data, "64"), "--no-sample")))
        {
            await using var store = await ConnectionMultiplexer.ConnectAsync(small.Store());
            try
            {
                for (; written < 200; written++)
                {
                    await store.GetDatabase().HashSetAsync($"full/{written}", [new("number", written), new("data", new byte[1 << 19])]);
                    // Half a mebibyte at a time; the last tenth slowly enough for the guard, which looks once a second.
                    await Task.Delay(written < 90 ? 1 : 200, TestContext.Current.CancellationToken);
                }
            }
            catch (Exception error) when (error is RedisException or TimeoutException)
            {
                // It has stopped.
            }

            Assert.Equal(71, await small.Process.ExitAsync(TimeSpan.FromSeconds(70)));
        }

        await using var large = await ServiceProcess.StartAsync(StandaloneStart.Of(WithMemory(data, "1024"), "--no-sample"));

        await using var again = await ConnectionMultiplexer.ConnectAsync(large.Store());
        Assert.InRange(written, 50, 140);
        for (var number = 0; number < written; number++)
        {
            Assert.Equal(number, (int)await again.GetDatabase().HashGetAsync($"full/{number}", "number"));
        }
    }

    [Fact]
    public async Task It_starts_again_with_a_log_of_one_gibibyte()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SOKBO_LONG") == "1", "Long form: set SOKBO_LONG=1.");
        await using var process = await ServiceProcess.StartAsync(
            StandaloneStart.Of(new Dictionary<string, string> { ["Sokbo__Store__CompactAtMebibytes"] = "8192" }, "--no-sample"));
        await FillAsync(process, mebibytes: 1_100, keys: 20_000);
        Assert.True(LogBytes(process) > 1L << 30);

        await process.Process.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await process.RestartAsync();

        TestContext.Current.SendDiagnosticMessage($"Ready {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s after a kill with a log of 1 GiB.");
        await AssertFilledAsync(process, keys: 20_000);
    }

    private static Dictionary<string, string> WithMemory(string data, string mebibytes) => new()
    {
        ["Sokbo__DataDirectory"] = data,
        ["Sokbo__Store__MemoryMebibytes"] = mebibytes,
    };

    private static async Task WriteUntilKilledAsync(IDatabase store, int writer, long[] acknowledged)
    {
        var padding = new byte[2_000];
        try
        {
            for (var number = acknowledged[writer] + 1; ; number++)
            {
                await store.HashSetAsync($"kill/{writer}", [new("number", number), new("data", padding)]);
                acknowledged[writer] = number;
            }
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // The kill.
        }
    }

    private static async Task SaveUntilKilledAsync(IDatabase store)
    {
        try
        {
            while (true)
            {
                await store.ExecuteAsync("SAVE");
            }
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // The kill, or a checkpoint already under way.
        }
    }

    private static async Task AssertThereAsync(IDatabase store, long[] acknowledged)
    {
        for (var writer = 0; writer < Writers; writer++)
        {
            var number = (long)await store.HashGetAsync($"kill/{writer}", "number");
            Assert.True(number >= acknowledged[writer], $"Writer {writer} had {acknowledged[writer]} acknowledged and {number} is there.");
            acknowledged[writer] = number;
        }
    }

    private static async Task FillAsync(ServiceProcess process, int mebibytes, int keys)
    {
        var value = new byte[16 * 1024];
        var writes = mebibytes * 64;
        await using var store = await ConnectionMultiplexer.ConnectAsync(process.Store());
        var database = store.GetDatabase();
        await Parallel.ForAsync(0, writes, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
            await database.HashSetAsync($"fill/{number % keys}", [new("number", number), new("data", value)]));
    }

    private static async Task AssertFilledAsync(ServiceProcess process, int keys)
    {
        await using var store = await ConnectionMultiplexer.ConnectAsync(process.Store());
        var database = store.GetDatabase();
        for (var key = 0; key < keys; key++)
        {
            var number = await database.HashGetAsync($"fill/{key}", "number");
            Assert.Equal(key, (int)number % keys);
            Assert.Equal(16 * 1024, await database.HashStringLengthAsync($"fill/{key}", "data"));
        }
    }

    private static async Task<long> LogBytesAsync(ServiceProcess process, long below)
    {
        for (var attempt = 0; attempt < 150 && LogBytes(process) > below; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        return LogBytes(process);
    }

    private static long LogBytes(ServiceProcess process) =>
        new DirectoryInfo(Path.Combine(process.DataDirectory, "store", "AOF")).EnumerateFiles("aof.log.*").Sum(file => file.Length);
}
