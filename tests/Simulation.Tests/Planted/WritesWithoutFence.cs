namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: of two activations both write.</summary>
internal sealed class WritesWithoutFence : Sabotage
{
    public override bool StoreIsUnfenced => true;
}
