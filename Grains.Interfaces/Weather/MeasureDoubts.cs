namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Which of <see cref="Measures"/> the checks do not believe. They are kept and not shown.</summary>
[Flags, GenerateSerializer, Alias("weather.MeasureDoubts")]
public enum MeasureDoubts
{
    None = 0,
    DewPoint = 1,
    Humidity = 2,
    Wind = 4,
    Pressure = 8,
}
