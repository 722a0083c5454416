namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What an operator said about a value; it stands above the checks.</summary>
[GenerateSerializer, Alias("weather.QualityDecision")]
public enum QualityDecision
{
    None = 0,

    /// <summary>Released: shown, whatever the checks say.</summary>
    Good = 1,

    /// <summary>Rejected: never shown.</summary>
    Bad = 2,
}
