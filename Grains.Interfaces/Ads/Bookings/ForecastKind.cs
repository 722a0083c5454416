namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What an <see cref="Availability"/> rests on.</summary>
[GenerateSerializer, Alias("ads.ForecastKind")]
public enum ForecastKind
{
    /// <summary>One of the slots has not been seen for a day yet, or there is nothing to promise: nothing is known, and nothing refused.</summary>
    None = 0,

    /// <summary>Some hours of the week have not been seen; they are taken from the usual day, at the level of those that were.</summary>
    Partial = 1,

    /// <summary>Every hour of the week has been seen in every slot.</summary>
    Recorded = 2,
}
