using System.Diagnostics;
using Sokbo.Simulation.Tests.Planted;
using Xunit;

namespace Sokbo.Simulation.Tests;

/// <summary>The simulation finds what it is there to find. A bug is planted at a seam of the simulation, never in production code.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int SchedulesMax = 300;

    [Fact]
    public void Without_the_repair_of_gaps_pages_do_not_equal_their_owners() => Find(() => new PullsThatRepairNothing(), "Invariant 2");

    [Fact]
    public void An_epoch_taken_from_a_push_is_found() => Find(() => new EpochsFromPushes(), "Invariant 2");

    [Fact]
    public void An_ignored_barrier_is_found() => Find(() => new BarriersIgnored(), "Invariant 5");

    [Fact]
    public void A_change_applied_to_another_state_than_its_base_is_found() => Find(() => new ChangesOnAnyBase(), "Invariant 2");

    [Fact]
    public void An_outbox_without_bound_is_found() => Find(() => new OutboxesWithoutBound(), "Invariant 7");

    [Fact]
    public void Two_activations_that_both_write_are_found() => Find(() => new WritesWithoutFence(), "Invariant 2");

    [Fact]
    public void An_epoch_that_goes_on_after_a_restore_is_found() => Find(() => new RestoresUnnoticed(), "Invariant");

    private void Find(Func<Sabotage> plant, string invariant)
    {
        var started = Stopwatch.GetTimestamp();
        for (var seed = 1; seed <= SchedulesMax; seed++)
        {
            if (Simulation.Run(seed, plant()).Violation is { } violation)
            {
                output.WriteLine($"Schedule {seed}, after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s: {violation}");
                Assert.StartsWith(invariant, violation, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail($"{SchedulesMax} schedules did not find it.");
    }
}
