using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Cluster.Tests.Processes;

/// <summary>The helpers that every process test trusts.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_silo_is_ready_after_its_start_and_again_after_a_kill()
    {
        await using var redis = await RedisServerProcess.StartAsync();
        await using var silo = await ServiceProcess.StartAsync(new ServiceStart("Silo")
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Sokbo__Redis"] = redis.ConnectionString,
                ["Sokbo__AdvertisedIP"] = "127.0.0.1",
                ["Sokbo__SiloPort"] = $"{FreePorts.Take()}",
                ["Sokbo__GatewayPort"] = $"{FreePorts.Take()}",
            },
        });
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
    public void No_port_is_given_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePorts.Take()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }
}
