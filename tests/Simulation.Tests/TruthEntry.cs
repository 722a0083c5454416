using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests;

/// <param name="Position">Where the topic stood.</param>
/// <param name="Story">What it was there.</param>
/// <param name="Epoch">Number of the epoch in the order in which they began.</param>
/// <param name="Restores">How often the store had been restored.</param>
/// <param name="IsBarrier">Whether nothing from before may be seen after it.</param>
/// <param name="ChangedAt">When it became so, by the clock of its owner.</param>
internal sealed record TruthEntry(Position Position, Story Story, int Epoch, int Restores, bool IsBarrier, DateTimeOffset ChangedAt);
