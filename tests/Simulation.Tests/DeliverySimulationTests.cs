using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Sokbo.Simulation.Tests;

/// <summary>
/// Thousands of runs of owners, gateways, network and pages in virtual time, each from its seed. <c>SOKBO_SEED</c> replays one
/// with its whole trace, <c>SOKBO_LONG</c> runs many more.
/// </summary>
public sealed class DeliverySimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_goes_wrong_pages_get_every_change_once_and_equal_their_owners_when_it_has_healed() =>
        RunAll(Schedules(quick: 500, normal: 700, many: 60_000), seed => Simulation.Run(seed, echo: Echo()));

    /// <summary>
    /// Pages are rendered at one gateway and connect to any, while everybody publishes and nothing is broken: that nothing
    /// is missing between the two is checked with every change that a page takes.
    /// </summary>
    [Fact]
    public void From_page_to_socket_there_is_no_hole() =>
        RunAll(Schedules(quick: 150, normal: 250, many: 20_000), seed => Simulation.RunPages(seed, Echo()));

    /// <summary>A call whose answer never comes is not waited for to its end, once there are signs that the next one is answered.</summary>
    [Fact]
    public void A_call_that_is_lost_just_before_the_network_heals_costs_no_page_more_than_two_seconds() =>
        RunAll(Schedules(quick: 30, normal: 60, many: 2_000), seed => Simulation.RunLostCalls(seed, Echo()));

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        foreach (var seed in new[] { 3, 7, 11, 19 })
        {
            var (first, second) = (Simulation.Run(seed), Simulation.Run(seed));

            Assert.Equal((first.TraceHash, first.Steps, first.Violation), (second.TraceHash, second.Steps, second.Violation));
        }
    }

    private static int Schedules(int quick, int normal, int many) =>
        Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? many
        : Environment.GetEnvironmentVariable("SOKBO_QUICK") == "1" ? quick
        : normal;

    private static int? Replayed() =>
        int.TryParse(Environment.GetEnvironmentVariable("SOKBO_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;

    private Action<string>? Echo() => Replayed() is null ? null : output.WriteLine;

    private void RunAll(int schedules, Func<int, SimulationOutcome> run)
    {
        var started = Stopwatch.GetTimestamp();
        var steps = 0L;
        int[] seeds = Replayed() is { } replayed ? [replayed] : [.. Enumerable.Range(1, schedules)];
        foreach (var seed in seeds)
        {
            var outcome = run(seed);
            steps += outcome.Steps;
            Assert.True(outcome.Violation is null, outcome.ToString());
        }

        output.WriteLine($"{seeds.Length} schedules, {steps} steps, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
    }
}
