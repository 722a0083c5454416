namespace Sokbo.Gateway.Weather.Warnings;

/// <summary>What a source answered when it was asked for warnings.</summary>
internal sealed record WarningsRequest
{
    /// <summary>기상청 for KMA; 견본 for invented ones (operators only); else the name of the agency.</summary>
    public required string Source { get; init; }

    /// <summary>When the source answered, RFC 3339 with an offset. Send it for an answer without news too, and never for one that failed.</summary>
    public required string CheckedAt { get; init; }

    /// <summary>0 to 1,000 reports. An empty list lifts nothing.</summary>
    public required IReadOnlyList<WarningsRequestRow> Warnings { get; init; }
}
