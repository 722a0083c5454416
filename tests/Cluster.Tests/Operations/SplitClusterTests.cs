using System.Diagnostics;
using Sokbo.Fixtures.Processes;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Cluster.Tests.Operations;

/// <summary>A silo that the store no longer knows must not serve beside a second cluster.</summary>
public sealed class SplitClusterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("emptied")]
    [InlineData("set back")]
    public async Task A_silo_stops_within_15_seconds_when_the_membership_table_was(string what)
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var silo = await ServiceProcess.StartAsync(ClusterMember.Silo(redis));
        await using var store = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        // The watchdog has to have seen a version before one can be older.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        var database = store.GetDatabase();
        if (what == "emptied")
        {
            await database.ExecuteAsync("FLUSHDB");
        }
        else
        {
            var version = (long)await database.HashGetAsync("sokbo/members/sokbo", "Version");
            await database.HashSetAsync("sokbo/members/sokbo", "Version", version - 1);
        }

        var started = Stopwatch.GetTimestamp();
        var code = await silo.Process.ExitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(70, code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
        Assert.Contains(silo.Output.Lines, line => line.Contains("Split cluster", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_without_a_cluster_gives_up_with_one_clear_line()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var gateway = await ServiceProcess.LaunchAsync(ClusterMember.Gateway(
            redis, new Dictionary<string, string> { ["Sokbo__ClusterWaitSeconds"] = "3" }));

        var code = await gateway.Process.ExitAsync(TimeSpan.FromSeconds(40));

        Assert.Equal(1, code);
        var line = Assert.Single(gateway.Output.Lines, line => line.StartsWith("sokbo-gateway:", StringComparison.Ordinal));
        Assert.Contains("Sokbo__ClusterWaitSeconds", line, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Output.Lines, text => text.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_is_not_ready_without_a_silo_and_both_end_in_order_when_asked()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var silo = await ServiceProcess.StartAsync(ClusterMember.Silo(redis));
        await using var gateway = await ServiceProcess.StartAsync(ClusterMember.Gateway(redis));

        silo.Process.Terminate();
        var siloCode = await silo.Process.ExitAsync(TimeSpan.FromSeconds(65));
        var started = Stopwatch.GetTimestamp();
        while (await gateway.ReadinessAsync() is null)
        {
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        gateway.Process.Terminate();
        var gatewayCode = await gateway.Process.ExitAsync(TimeSpan.FromSeconds(65));

        Assert.Equal(0, siloCode);
        Assert.Equal(0, gatewayCode);
    }
}
