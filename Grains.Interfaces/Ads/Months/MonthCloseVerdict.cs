namespace Sokbo.Grains.Interfaces.Ads.Months;

[GenerateSerializer, Alias("ads.MonthCloseVerdict")]
public enum MonthCloseVerdict
{
    /// <summary>Closed now, or before.</summary>
    Closed = 0,

    /// <summary>Begun; it goes on by itself until every campaign has closed the month.</summary>
    Closing = 1,

    /// <summary>The month is not over in Seoul.</summary>
    NotOver = 2,

    /// <summary>An earlier month has to be closed first.</summary>
    TooEarly = 3,
}
