namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>What a source measures; the number is the place in <see cref="FeedObservation.Values"/>.</summary>
internal enum Quantity
{
    /// <summary>°C.</summary>
    AirTemperature = 0,

    /// <summary>°C.</summary>
    DewPoint = 1,

    /// <summary>Relative, %.</summary>
    Humidity = 2,

    /// <summary>Degrees from which the wind blows, 0 = 360 = north; none in a calm.</summary>
    WindFrom = 3,

    /// <summary>m/s; the mean of 10 minutes.</summary>
    WindSpeed = 4,

    /// <summary>Degrees.</summary>
    GustFrom = 5,

    /// <summary>m/s.</summary>
    GustSpeed = 6,

    /// <summary>hPa at the station.</summary>
    StationPressure = 7,

    /// <summary>hPa at sea level.</summary>
    SeaPressure = 8,

    /// <summary>WMO code 0200.</summary>
    PressureTendency = 9,

    /// <summary>hPa in 3 hours, with its sign.</summary>
    PressureChange = 10,

    /// <summary>hPa.</summary>
    VapourPressure = 11,

    /// <summary>mm. Of 1 hour; in the hourly text of winter, of 3.</summary>
    Rain = 12,

    /// <summary>mm since midnight.</summary>
    RainToday = 13,

    /// <summary>cm of new snow since midnight.</summary>
    SnowToday = 14,

    /// <summary>cm that lie.</summary>
    SnowDepth = 15,

    /// <summary>WMO code 4677.</summary>
    PresentWeather = 16,

    /// <summary>WMO code 4561.</summary>
    PastWeather = 17,

    /// <summary>Tenths of the sky.</summary>
    Cloud = 18,

    /// <summary>Tenths of the sky, low and middle clouds.</summary>
    LowCloud = 19,

    /// <summary>Metres to the lowest base.</summary>
    CloudBase = 20,

    /// <summary>Metres.</summary>
    Visibility = 21,

    /// <summary>Hours.</summary>
    Sunshine = 22,

    /// <summary>MJ/m².</summary>
    Radiation = 23,

    /// <summary>°C.</summary>
    GroundTemperature = 24,

    /// <summary>°C at 5 cm.</summary>
    Soil5 = 25,

    /// <summary>°C at 10 cm.</summary>
    Soil10 = 26,

    /// <summary>°C at 20 cm.</summary>
    Soil20 = 27,

    /// <summary>°C at 30 cm.</summary>
    Soil30 = 28,

    /// <summary>Metres, by eye.</summary>
    WaveHeight = 29,
}
