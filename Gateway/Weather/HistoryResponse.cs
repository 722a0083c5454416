using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather;

internal sealed record HistoryResponse
{
    public required int Id { get; init; }

    /// <summary>Absent while the day has no temperature.</summary>
    public ExtremesResponse? Today { get; init; }

    /// <summary>Oldest first: the newest reading of each ten minutes.</summary>
    public required ImmutableArray<ReadingResponse> Readings { get; init; }
}
