namespace Sokbo.Grains.Interfaces.Weather;

[GenerateSerializer, Alias("weather.StationVerdict")]
public enum StationVerdict
{
    Created = 0,
    Changed = 1,

    /// <summary>It is as asked for already.</summary>
    Unchanged = 2,

    /// <summary>It exists, and the request named no revision.</summary>
    RevisionRequired = 3,

    /// <summary>Its revision is another one than the request named.</summary>
    Stale = 4,

    /// <summary>No more stations are taken, or no more rows of the ticker.</summary>
    Full = 5,
}
