namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: a restored store keeps its incarnation, and epochs go on over lost history.</summary>
internal sealed class RestoresUnnoticed : Sabotage
{
    public override bool RestoreKeepsIncarnation => true;
}
