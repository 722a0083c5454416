using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>A station and its last reading. A value older than three hours is left out; its time stays.</summary>
internal sealed record StationResponse
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string NameEnglish { get; init; }

    public required string Region { get; init; }

    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    public double? ElevationMetres { get; init; }

    /// <summary>Whether it has a row in the ticker. Of others only the answer for one station has the reading.</summary>
    public required bool Ticker { get; init; }

    /// <summary>Since when nothing is taken from it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>For <c>If-Match</c> of a change.</summary>
    public required int Revision { get; init; }

    public decimal? TemperatureCelsius { get; init; }

    public string? Sky { get; init; }

    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary><c>fresh</c>, <c>old</c>, or <c>gone</c>, also before the first report.</summary>
    public required string Age { get; init; }

    /// <summary><c>good</c> or <c>repaired</c>.</summary>
    public string? Quality { get; init; }

    /// <summary>Must stand beside the reading wherever it is shown.</summary>
    public string? Attribution { get; init; }

    /// <summary>What was measured with the reading; only in the answer for one station.</summary>
    public MeasuresResponse? Measures { get; init; }

    /// <summary>From the place that was asked about; only in the answer for one.</summary>
    public double? DistanceKilometres { get; init; }

    /// <summary>Absent while the day has no temperature; only in the answer for one station.</summary>
    public ExtremesResponse? Today { get; init; }

    /// <summary>Up to 48 hours, oldest first; only in the answer for one station.</summary>
    public ImmutableArray<ReadingResponse>? History { get; init; }

    public static StationResponse Of(StationInfo station, TickerRow? row, DateTimeOffset now)
    {
        var age = ReadingAges.Of(row?.ObservedAt, now);
        var shown = age == ReadingAge.Gone ? null : row;
        return new StationResponse
        {
            Id = station.Number,
            Name = station.Name,
            NameEnglish = station.NameEnglish,
            Region = station.Region.Id,
            Latitude = station.Latitude,
            Longitude = station.Longitude,
            ElevationMetres = station.ElevationMetres,
            Ticker = station.InTicker,
            ClosedAt = station.ClosedAt?.ToOffset(ReadingResponse.SeoulOffset),
            Revision = station.Revision,
            TemperatureCelsius = shown?.Tenths / 10m,
            Sky = shown?.Sky is { Length: > 0 } sky ? sky : null,
            ObservedAt = row?.ObservedAt?.ToOffset(ReadingResponse.SeoulOffset),
            Age = age switch { ReadingAge.Fresh => "fresh", ReadingAge.Old => "old", _ => "gone" },
            Quality = shown is null ? null : ReadingResponse.QualityOf(shown.Quality),
            Attribution = shown is null ? null : Grains.Interfaces.Weather.Attribution.Of(shown.Source),
        };
    }
}
