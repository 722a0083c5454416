namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A weather station. The number is its identity; the name is decoration.</summary>
public sealed record StationInfo
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required string NameEnglish { get; init; }

    public required WeatherRegion Region { get; init; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; init; }

    /// <summary>Metres above sea level of the ground; null where no value is known for the present site.</summary>
    public double? ElevationMetres { get; init; }
}
