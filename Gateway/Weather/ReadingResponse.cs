using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal sealed record ReadingResponse
{
    /// <summary>Korea has one offset all year.</summary>
    public static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    public required DateTimeOffset ObservedAt { get; init; }

    public decimal? TemperatureCelsius { get; init; }

    public string? Sky { get; init; }

    public required string Quality { get; init; }

    /// <summary>Of the temperature, as MADIS writes it: Z, C, S, V, or G when an operator released it.</summary>
    public required string Flag { get; init; }

    public required string Attribution { get; init; }

    public static ReadingResponse Of(Reading reading) => new()
    {
        ObservedAt = reading.ObservedAt.ToOffset(SeoulOffset),
        TemperatureCelsius = reading.Tenths / 10m,
        Sky = reading.Sky.Length == 0 ? null : reading.Sky,
        Quality = QualityOf(reading.Quality),
        Flag = reading.Flags.Letter.ToString(),
        Attribution = Grains.Interfaces.Weather.Attribution.Of(reading.Source),
    };

    public static string QualityOf(ReadingQuality quality) => quality == ReadingQuality.Good ? "good" : "repaired";
}
