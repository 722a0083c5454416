namespace Sokbo.Simulation.Tests.Gateways;

internal sealed record WireStory
{
    public required int Number { get; init; }

    public required ulong Digest { get; init; }

    public required int Barriers { get; init; }

    public required string Text { get; init; }
}
