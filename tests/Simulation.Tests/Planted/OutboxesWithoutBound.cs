namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: a connection that takes nothing keeps all that was meant for it.</summary>
internal sealed class OutboxesWithoutBound : Sabotage
{
    public override int OutboxBytesMax => int.MaxValue;
}
