namespace Sokbo.Fixtures.Weather;

/// <summary>What makes a <see cref="TestDay"/> hard to judge.</summary>
public enum DayKind
{
    /// <summary>Sun by day, weak basin inversions by night.</summary>
    Clear = 0,

    /// <summary>Little sun, rain over parts of the country that cools by one to three degrees.</summary>
    Rain = 1,

    /// <summary>A cold front crosses the country and takes 4 to 13 degrees within minutes at each station.</summary>
    ColdFront = 2,

    /// <summary>A warm front, over three hours at each station.</summary>
    WarmFront = 3,

    /// <summary>A clear calm night: basins 5 to 11 degrees below the slopes, mixed away within an hour after sunrise.</summary>
    Inversion = 4,

    /// <summary>Westerly wind over the Taebaek range: the east coast 5 to 11 degrees warmer, breaking through at each station in its own time.</summary>
    Foehn = 5,

    /// <summary>Thunderstorms of 8 to 20 km that take 3 to 8 degrees from the few stations that they cross.</summary>
    Showers = 6,

    /// <summary>Warm land, sea fog and a sea breeze that reaches each coast station suddenly.</summary>
    SeaBreeze = 7,

    /// <summary>As cold as it ever was: basins near −25 °C.</summary>
    RecordCold = 8,

    /// <summary>As hot as it ever was: inland near 41 °C.</summary>
    RecordHot = 9,
}
