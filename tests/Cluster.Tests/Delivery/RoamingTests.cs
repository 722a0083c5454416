using System.Globalization;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// Many readers, and gateways and silos that go under them while an article changes. Whatever happens, each reader sees
/// every revision, or a whole newer state, once and in order, and in the end what the owner has.
/// </summary>
public sealed class RoamingTests(ProcessCluster cluster, ITestOutputHelper output) : IClassFixture<ProcessCluster>, IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";
    private static readonly int Readers = IsLong ? 2_000 : 100;

    // Two thousand stock clients in this process take each update apart: steady, and slow enough for one machine.
    private static readonly TimeSpan? Pause = IsLong ? TimeSpan.FromMilliseconds(400) : null;
    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(60);

    public async ValueTask InitializeAsync() => await cluster.HealAsync();

    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            output.WriteLine(cluster.Output());
        }

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Readers_of_a_gateway_that_is_asked_to_stop_move_and_miss_nothing()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);

        // Somebody reads at the other gateway all the time, so it has what those who come will have missed.
        var witness = await RoamingReader.OpenAsync([cluster.GatewayA], Readers, $"article/{publisher.Id}", "front/default");
        var readers = await OpenAsync([cluster.GatewayB, cluster.GatewayA], publisher);
        publisher.Run(Pause);
        await publisher.ConfirmedAsync(10, OutageMax);
        foreach (var reader in readers)
        {
            reader.Measure();
        }

        cluster.GatewayB.Process.Terminate();
        var code = await cluster.GatewayB.Process.ExitAsync(OutageMax);
        await publisher.ConfirmedAsync(10, OutageMax);
        await publisher.StopAsync();

        Report("drained", publisher, readers);
        Assert.Equal(0, code);
        await CheckAsync(publisher, [witness, .. readers]);
        Assert.All(readers, reader => Assert.Equal((1, 0), (reader.Moves, reader.Losses)));
        Assert.All(readers, reader => Assert.All(reader.Outcomes, outcome => Assert.True(outcome is "resumed" or "current", outcome)));
    }

    [Fact]
    public async Task Readers_of_a_killed_gateway_come_back_and_cost_the_owner_nothing_each()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var readers = await OpenAsync([cluster.GatewayB, cluster.GatewayA], publisher);
        publisher.Run(Pause);
        await publisher.ConfirmedAsync(10, OutageMax);
        var before = await OwnerCallsAsync(cluster.GatewayA);

        await cluster.GatewayB.Process.KillAsync();
        await Eventually.TrueAsync(() => readers.All(reader => reader.Holds(held => held.Outcomes.Count > 0)));
        var after = await OwnerCallsAsync(cluster.GatewayA);
        await publisher.ConfirmedAsync(10, OutageMax);
        await publisher.StopAsync();

        Report(string.Create(CultureInfo.InvariantCulture, $"gateway killed, {after - before} calls to owners"), publisher, readers);
        await CheckAsync(publisher, readers);
        Assert.True(after - before < 20, $"{after - before} calls to owners for {Readers} readers of two topics.");
    }

    [Fact]
    public async Task A_gateway_that_was_stopped_and_goes_on_brings_nobody_back()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var readers = await OpenAsync([cluster.GatewayB, cluster.GatewayA], publisher);
        publisher.Run(Pause);
        await publisher.ConfirmedAsync(10, OutageMax);

        cluster.GatewayB.Process.Stop();
        await publisher.ConfirmedAsync(100, OutageMax);
        cluster.GatewayB.Process.Continue();
        await publisher.ConfirmedAsync(10, OutageMax);
        await publisher.StopAsync();

        Report("gateway stopped and continued", publisher, readers);
        await CheckAsync(publisher, readers);
    }

    [Fact]
    public async Task A_silo_that_was_stopped_and_goes_on_brings_nobody_back()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var readers = await OpenAsync([cluster.GatewayB, cluster.GatewayA], publisher);
        publisher.Run(Pause);
        await publisher.ConfirmedAsync(10, OutageMax);

        // What is confirmed while it is stopped, another silo has confirmed: it is the owner of the past when it goes on,
        // with updates in its queues and gateways that it believes to serve.
        var owner = await cluster.OwnerAsync(publisher.Id);
        owner.Process.Stop();
        await publisher.ConfirmedAsync(40, OutageMax);
        owner.Process.Continue();
        await publisher.ConfirmedAsync(20, OutageMax);
        await publisher.StopAsync();

        // The others have given it up: it hears so, and ends.
        await owner.Process.ExitAsync(OutageMax);
        Report($"{owner.Name}, the owner, stopped and continued", publisher, readers);
        await CheckAsync(publisher, readers);
        Assert.NotEqual(owner, await cluster.OwnerAsync(publisher.Id));
    }

    [Fact]
    public async Task Gateways_and_silos_are_killed_in_turn_and_every_reader_ends_with_the_owner()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var readers = await OpenAsync([cluster.GatewayB, cluster.GatewayA], publisher);
        publisher.Run(Pause);
        await publisher.ConfirmedAsync(10, OutageMax);

        var rounds = IsLong ? 6 : 2;
        for (var round = 0; round < rounds; round++)
        {
            var owner = await cluster.OwnerAsync(publisher.Id);
            await owner.Process.KillAsync();
            await publisher.ConfirmedAsync(10, OutageMax);

            // The one that has the readers: they go to the other, and in the next round back.
            // It is started again first: every other time the newsroom publishes through it.
            var gateway = round % 2 == 0 ? cluster.GatewayB : cluster.GatewayA;
            await gateway.Process.KillAsync();
            await gateway.RestartAsync();
            await cluster.HealAsync();
            await publisher.ConfirmedAsync(10, OutageMax);
            var due = 2 * (round + 1);
            await Eventually.TrueAsync(() => readers.All(reader => reader.Holds(held => held.Outcomes.Count >= due)));
        }

        await publisher.StopAsync();

        Report("owner and gateway killed in turn", publisher, readers);
        await CheckAsync(publisher, readers);
    }

    [Fact]
    public async Task Readers_are_counted_over_all_gateways()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var topic = $"article/{publisher.Id}";
        var readers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            RoamingReader.OpenAsync([number < 5 ? cluster.GatewayA : cluster.GatewayB], number, topic)));
        var (watcher, outcomes) = await Reader.OpenAsync(cluster.GatewayA, $"readers/{topic}", "readers/article/nothing");
        await using var page = watcher;
        var counted = watcher[$"readers/{topic}"];

        await watcher.UntilAsync("12 readers", () => (long?)counted.State?["count"] == 12, OutageMax);
        await readers[0].DisposeAsync();
        await watcher.UntilAsync("11 readers", () => (long?)counted.State?["count"] == 11, OutageMax);
        await cluster.GatewayB.Process.KillAsync();
        await watcher.UntilAsync("the 4 readers of the other gateway", () => (long?)counted.State?["count"] == 4, OutageMax);

        Assert.Equal(["snapshot", "unknown"], outcomes);
        Assert.Empty(counted.Violations);
        await Task.WhenAll(readers.Skip(1).Select(reader => reader.DisposeAsync().AsTask()));
    }

    private static Task<RoamingReader[]> OpenAsync(ServiceProcess[] gateways, ArticlePublisher publisher) =>
        Task.WhenAll(Enumerable.Range(0, Readers).Select(number => RoamingReader.OpenAsync(gateways, number, $"article/{publisher.Id}", "front/default")));

    private static async Task<double> OwnerCallsAsync(ServiceProcess gateway) =>
        (await gateway.MetricAsync("sokbo_delivery_owner_calls_total", "call=\"subscribe\"") ?? 0)
        + (await gateway.MetricAsync("sokbo_delivery_owner_calls_total", "call=\"pull\"") ?? 0);

    private void Report(string what, ArticlePublisher publisher, RoamingReader[] readers)
    {
        var outcomes = readers.SelectMany(reader => reader.Outcomes).GroupBy(outcome => outcome).Select(group => $"{group.Count()} {group.Key}");
        output.WriteLine(
            $"{what}: {readers.Length} readers, {publisher.Acknowledged.Count} updates confirmed, longest outage {publisher.LongestOutage.TotalSeconds:0.0} s, "
            + $"longest time without an update at a reader {readers.Max(reader => reader.LongestGap).TotalSeconds:0.00} s; came back with {string.Join(", ", outcomes)}");
    }

    private static async Task CheckAsync(ArticlePublisher publisher, RoamingReader[] readers)
    {
        var topic = $"article/{publisher.Id}";
        var last = publisher.Acknowledged[^1];
        var headlines = publisher.Acknowledged.ToDictionary(change => (long)change.Revision, change => change.Headline);
        try
        {
            await Eventually.TrueAsync(() => readers.All(reader => reader.Holds(held => (long?)held[topic].State?["revision"] == last.Revision)));
            foreach (var reader in readers)
            {
                Assert.Empty(reader[topic].Violations);
                Assert.Empty(reader["front/default"].Violations);
                Assert.Single(reader[topic].Epochs);
                var shown = 0L;
                foreach (var (revision, headline, whole) in reader[topic].Seen)
                {
                    Assert.True(whole ? revision >= shown : revision == shown + 1, $"Revision {revision} was shown after {shown}.");
                    shown = revision;
                    Assert.Equal(headlines[revision], headline);
                }
            }
        }
        finally
        {
            await Task.WhenAll(readers.Select(reader => reader.DisposeAsync().AsTask()));
        }
    }
}
