using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>What became of each row.</summary>
/// <param name="Accepted">Stations with an accepted reading, held ones included.</param>
/// <param name="Repeated">Rows that say the same as an earlier row of the batch.</param>
/// <param name="Repaired">Rows among the accepted whose name came from the station number.</param>
/// <param name="Refused">Rows that changed nothing.</param>
/// <param name="Held">Readings among the accepted that are kept back until an operator releases them.</param>
internal sealed record ObservationsResponse(
    int Accepted, int Repeated, ImmutableArray<RepairedRow> Repaired, ImmutableArray<RefusedRow> Refused, ImmutableArray<HeldResponse> Held);
