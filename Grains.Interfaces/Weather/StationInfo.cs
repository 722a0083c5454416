namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A weather station. The number is its identity; the name is decoration.</summary>
[GenerateSerializer, Immutable, Alias("weather.StationInfo")]
public sealed record StationInfo
{
    public const int NumberMax = 99_999;

    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required string NameEnglish { get; init; }

    [Id(3)] public required string RegionId { get; init; }

    /// <summary>Degrees north.</summary>
    [Id(4)] public required double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    [Id(5)] public required double Longitude { get; init; }

    /// <summary>Metres above sea level of the ground; null where no value is known for the present site.</summary>
    [Id(6)] public double? ElevationMetres { get; init; }

    /// <summary>
    /// Whether it has a row in the ticker, from which sites choose. Of hundreds of automatic stations only those have one that
    /// some site shows: every reader gets every row.
    /// </summary>
    [Id(7)] public bool InTicker { get; init; } = true;

    /// <summary>Since when nothing is taken from it; null while it is open.</summary>
    [Id(8)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Grows by 1 with each change; 1 as it comes with the product.</summary>
    [Id(9)] public int Revision { get; init; } = 1;

    public WeatherRegion Region => StationTable.RegionOf(RegionId);

    public bool IsOpen => ClosedAt is null;
}
