namespace Sokbo.Grains.Interfaces.Weather;

[GenerateSerializer, Alias("weather.ReadingQuality")]
public enum ReadingQuality
{
    /// <summary>Within range.</summary>
    Good = 0,

    /// <summary>Accepted with a repair, for example a name taken from the station number.</summary>
    Repaired = 1,
}
