namespace Sokbo.Grains.Tests.Weather.Feeds;

/// <summary>A made-up report of one station; null is written as the format writes what is missing.</summary>
internal sealed record SampleStation(int Id, decimal? Celsius)
{
    public string Name { get; init; } = "";

    public string? Sky { get; init; }

    public decimal? DewPoint { get; init; }

    public int? Humidity { get; init; } = 69;

    /// <summary>Degrees; null for a calm.</summary>
    public int? WindFrom { get; init; } = 270;

    public decimal WindSpeed { get; init; } = 1.3m;

    public decimal? Rain { get; init; }

    public bool RainReported { get; init; } = true;
}
