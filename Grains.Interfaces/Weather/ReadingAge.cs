namespace Sokbo.Grains.Interfaces.Weather;

public enum ReadingAge
{
    /// <summary>The newest that can be expected.</summary>
    Fresh = 0,

    /// <summary>Something newer should have come; shown, and looks old.</summary>
    Old = 1,

    /// <summary>Not shown any more: the row stays, the value becomes –. Also a station that has never reported.</summary>
    Gone = 2,
}
