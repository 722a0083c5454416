namespace Sokbo.Simulation.Tests;

/// <summary>What can go wrong in a round; each mood contains those before it.</summary>
internal enum Mood
{
    /// <summary>Everything works; pages come and go, stall and resume.</summary>
    Calm = 0,

    /// <summary>Pushes get lost, repeated and late. Pages are to be on time all the same.</summary>
    LossyPushes = 1,

    /// <summary>So do the calls of gateways.</summary>
    LossyCalls = 2,

    /// <summary>Processes die and freeze, owners are active twice, gateways are cut off, the store fails and is restored.</summary>
    Broken = 3,
}
