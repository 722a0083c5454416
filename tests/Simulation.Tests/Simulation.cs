namespace Sokbo.Simulation.Tests;

/// <summary>One run from a seed.</summary>
internal static class Simulation
{
    public static SimulationOutcome Run(int seed, Sabotage? sabotage = null, Action<string>? echo = null) =>
        Run(seed, sabotage ?? Sabotage.None, echo, static schedule => schedule.Run());

    /// <summary>Nothing is broken; pages come and go quickly.</summary>
    public static SimulationOutcome RunPages(int seed, Action<string>? echo = null) =>
        Run(seed, Sabotage.None, echo, static schedule => schedule.RunPages());

    /// <summary>All calls of the gateways get lost for a while.</summary>
    public static SimulationOutcome RunLostCalls(int seed, Action<string>? echo = null) =>
        Run(seed, Sabotage.None, echo, static schedule => schedule.RunLostCalls());

    private static SimulationOutcome Run(int seed, Sabotage sabotage, Action<string>? echo, Action<Schedule> run)
    {
        // Work goes on where the simulation's schedulers say, and nowhere else.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new World(seed, sabotage, echo);
            run(new Schedule(world));
            return new SimulationOutcome(seed, world.Loop.Violation, world.Trace.Hash, world.Loop.Steps, [.. world.Trace.Last]);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
