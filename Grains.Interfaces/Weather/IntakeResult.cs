using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A checked batch: at most one accepted reading a station.</summary>
/// <param name="Accepted">In the order of the batch.</param>
/// <param name="Repaired">Rows among the accepted.</param>
/// <param name="Refused">Rows that change nothing, each with its reason.</param>
/// <param name="Repeated">Number of rows that say the same as an earlier row of the batch.</param>
public sealed record IntakeResult(
    ImmutableArray<AcceptedReading> Accepted,
    ImmutableArray<RepairedRow> Repaired,
    ImmutableArray<RefusedRow> Refused,
    int Repeated)
{
    /// <summary>Readings among the accepted that are held back.</summary>
    public ImmutableArray<StationReading> Held { get; init; } = [];
}
