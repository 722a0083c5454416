namespace Sokbo.Simulation.Tests.Machines;

/// <summary>How messages of one direction fare. Each has a delay of its own, so they overtake each other.</summary>
internal sealed record Conditions(double Loss, double Duplicates, int DelayMillisecondsMax)
{
    public static Conditions Calm { get; } = new(0, 0, 8);

    public bool IsCalm => this == Calm;
}
