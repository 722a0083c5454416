namespace Sokbo.Gateway.Weather;

/// <summary>What one source reported for one time.</summary>
internal sealed record ObservationsRequest
{
    /// <summary>RFC 3339 with an offset, for example <c>2024-04-27T07:00:00+09:00</c>.</summary>
    public required string ObservedAt { get; init; }

    /// <summary>기상청 for KMA; 견본 for invented readings (operators only); else the name of the network.</summary>
    public required string Source { get; init; }

    /// <summary>For people; not kept.</summary>
    public string? Note { get; init; }

    /// <summary>1 to 1,000 rows.</summary>
    public required IReadOnlyList<ObservationsRequestRow> Observations { get; init; }
}
