namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>One station of the ticker. A station without a reading keeps its row.</summary>
[GenerateSerializer, Immutable, Alias("weather.TickerRow")]
public sealed record TickerRow
{
    /// <summary>KMA station number: the identity. Names repeat and change.</summary>
    [Id(0)] public required int StationId { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Air temperature in tenths of a degree Celsius; null when there is none. Never a sentinel.</summary>
    [Id(2)] public int? Tenths { get; init; }

    /// <summary>Sky word as it was reported, for example 구름많음; empty for none.</summary>
    [Id(3)] public string Sky { get; init; } = "";

    /// <summary>Null while the station has never reported.</summary>
    [Id(4)] public DateTimeOffset? ObservedAt { get; init; }

    [Id(5)] public ReadingQuality Quality { get; init; }

    /// <summary>Who vouches for the reading: 기상청, or 견본 for sample readings.</summary>
    [Id(6)] public string Source { get; init; } = "";
}
