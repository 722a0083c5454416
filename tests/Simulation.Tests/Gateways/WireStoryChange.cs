namespace Sokbo.Simulation.Tests.Gateways;

internal sealed record WireStoryChange
{
    public required int Number { get; init; }

    public required ulong Salt { get; init; }

    public required string Text { get; init; }
}
