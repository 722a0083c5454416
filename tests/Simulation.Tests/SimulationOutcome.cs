namespace Sokbo.Simulation.Tests;

internal sealed record SimulationOutcome(int Seed, string? Violation, ulong TraceHash, long Steps, IReadOnlyList<string> LastLines)
{
    public override string ToString() =>
        $"""
        Seed {Seed}: {Violation}
        {string.Join('\n', LastLines)}
        Replay it with SOKBO_SEED={Seed}, which prints the whole trace.
        """;
}
