namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>What became of reports.</summary>
/// <param name="Taken">Newer than what stood.</param>
/// <param name="Old">Not newer, or known already.</param>
/// <param name="Full">Not kept, because the region has as many warnings as it may.</param>
[GenerateSerializer, Immutable, Alias("weather.WarningsOutcome")]
public sealed record WarningsOutcome([property: Id(0)] int Taken, [property: Id(1)] int Old, [property: Id(2)] int Full);
