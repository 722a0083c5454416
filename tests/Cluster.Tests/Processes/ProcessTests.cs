using System.Diagnostics;
using System.Net.Http.Headers;
using Sokbo.Fixtures.Processes;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Cluster.Tests.Processes;

/// <summary>The helpers that every process test trusts.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_silo_is_ready_after_its_start_and_again_after_a_kill()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var silo = await ServiceProcess.StartAsync(Silo(redis));
        var first = silo.Process.Id;

        await silo.Process.KillAsync();
        var dead = await silo.ReadinessAsync();
        await silo.RestartAsync();

        Assert.NotNull(dead);
        Assert.NotEqual(first, silo.Process.Id);
        Assert.NotNull(await silo.MetricAsync("sokbo_delivery_owner_topics"));
    }

    [Fact]
    public async Task What_a_program_says_when_it_cannot_start_is_kept_with_its_exit_code()
    {
        await using var silo = await ServiceProcess.LaunchAsync(new ServiceStart("Silo"));

        var code = await silo.Process.ExitAsync(TimeSpan.FromSeconds(30));

        Assert.NotEqual(0, code);
        await silo.Output.LineAsync("Sokbo__Redis is not set", line => line.Contains("Sokbo__Redis", StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_silo_that_loses_store_and_cluster_while_it_starts_says_so_in_one_line()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var first = await ServiceProcess.StartAsync(Silo(redis));
        await using var second = await ServiceProcess.LaunchAsync(Silo(redis));
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString))
        {
            // Its row and the version of the table: from here on it is on its way in.
            await UntilAsync("a row of the second silo", async () => await connection.GetDatabase().HashLengthAsync("sokbo/members/sokbo") >= 3);
        }

        first.Process.Stop();
        await redis.KillAsync();
        var code = await second.Process.ExitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, code);
        Assert.Single(second.Output.Lines, line => line.StartsWith("sokbo-silo: ", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Output.Lines, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_gateways_that_start_at_once_on_an_empty_store_one_prints_a_key_and_it_works_at_both()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var silo = await ServiceProcess.StartAsync(Silo(redis));
        var start = new ServiceStart("Gateway") { Environment = Shared(redis) };

        var gateways = await Task.WhenAll(ServiceProcess.StartAsync(start), ServiceProcess.StartAsync(start), ServiceProcess.StartAsync(start));
        try
        {
            await UntilAsync("a key", () => Task.FromResult(gateways.SelectMany(Keys).Any()));
            var key = Assert.Single(gateways.SelectMany(Keys));
            foreach (var gateway in gateways)
            {
                using var api = new HttpClient { BaseAddress = gateway.Url };
                api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
                await UntilAsync("a gateway that takes the key", async () =>
                    (await api.GetAsync(new Uri("/api/v1/keys", UriKind.Relative))).IsSuccessStatusCode);
            }

            // A second offer would come with a delay, if one came.
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.Single(gateways.SelectMany(Keys));
        }
        finally
        {
            await Task.WhenAll(gateways.Select(gateway => gateway.DisposeAsync().AsTask()));
        }

        static IEnumerable<string> Keys(ServiceProcess gateway) =>
            gateway.Output.Lines.Select(line => line.Trim()).Where(line => line.StartsWith("sk_first_", StringComparison.Ordinal));
    }

    [Fact]
    public void No_port_is_given_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePorts.Take()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }

    private static Dictionary<string, string> Shared(RedisServerProcess redis) => new(StringComparer.Ordinal)
    {
        ["Sokbo__Redis"] = redis.ConnectionString,
    };

    private static ServiceStart Silo(RedisServerProcess redis) => new("Silo")
    {
        Environment = new Dictionary<string, string>(Shared(redis), StringComparer.Ordinal)
        {
            ["Sokbo__AdvertisedIP"] = "127.0.0.1",
            ["Sokbo__SiloPort"] = $"{FreePorts.Take()}",
            ["Sokbo__GatewayPort"] = $"{FreePorts.Take()}",
        },
    };

    private static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"Not within 60 s: {what}.");
            await Task.Delay(5);
        }
    }
}
