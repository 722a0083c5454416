namespace Sokbo.Gateway.Weather;

/// <summary>A station as it should be; the number is in the path.</summary>
internal sealed record PutStationRequest
{
    public required string Name { get; init; }

    public required string NameEnglish { get; init; }

    /// <summary>Id of a region, for example <c>capital</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; init; }

    /// <summary>Of the ground; left out where it is not known.</summary>
    public double? ElevationMetres { get; init; }

    /// <summary>Whether it has a row in the ticker, from which sites choose.</summary>
    public bool Ticker { get; init; } = true;

    /// <summary>Whether nothing is taken from it any more. It may be opened again.</summary>
    public bool Closed { get; init; }
}
