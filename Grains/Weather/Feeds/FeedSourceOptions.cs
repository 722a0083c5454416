namespace Sokbo.Grains.Weather.Feeds;

/// <summary>One source. The key never leaves the silo but in the call itself.</summary>
public sealed class FeedSourceOptions
{
    /// <summary>Whether it is pulled.</summary>
    public bool Enabled { get; init; }

    /// <summary>Address up to the path of the source. HTTPS where there is a key, but on loopback.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>The <c>authKey</c> of the API hub; the map needs none.</summary>
    public string? Key { get; init; }

    /// <summary>Calls in one day of Seoul. At the bound the source rests until midnight.</summary>
    public int CallsPerDayMax { get; init; }

    /// <summary>Minutes from the time of observation until the source is asked for it.</summary>
    public int ArrivalMinutes { get; init; }
}
