using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather.Warnings;

/// <summary>What became of the reports.</summary>
/// <param name="Taken">Newer than what stood.</param>
/// <param name="Old">Not newer, or known already.</param>
/// <param name="Refused">Those that changed nothing, each with its reason. With any of them the check does not count.</param>
internal sealed record WarningsTakenResponse(int Taken, int Old, ImmutableArray<RefusedWarning> Refused);
