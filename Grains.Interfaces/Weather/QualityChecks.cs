namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>The checks of <c>docs/WEATHER.md</c>.</summary>
[Flags, GenerateSerializer, Alias("weather.QualityChecks")]
public enum QualityChecks
{
    None = 0,

    /// <summary>Neither a code for "missing" nor outside what is plausible. Whoever fails is refused, not held.</summary>
    Range = 1,

    /// <summary>No faster than weather changes.</summary>
    Step = 2,

    /// <summary>Not the same for hours while the neighbours change.</summary>
    Persistence = 4,

    /// <summary>Some neighbour changes like it, and it is not far from what they let expect.</summary>
    Neighbours = 8,
}
