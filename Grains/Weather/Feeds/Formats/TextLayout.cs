using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Where a text format of the API hub has what. The first two columns are time and station in all of them.</summary>
internal sealed record TextLayout
{
    public const int ColumnsMax = 64;

    /// <summary>Hourly text of the staffed stations, <c>kma_sfctm2</c>.</summary>
    public static readonly TextLayout Hourly = new()
    {
        ColumnCount = 46,
        Columns =
        [
            new(2, "WD", Quantity.WindFrom, MissingRule.Negative, 10),
            new(3, "WS", Quantity.WindSpeed, MissingRule.Negative),
            new(4, "GST_WD", Quantity.GustFrom, MissingRule.Negative, 10),
            new(5, "GST_WS", Quantity.GustSpeed, MissingRule.Negative),
            new(7, "PA", Quantity.StationPressure, MissingRule.Negative),
            new(8, "PS", Quantity.SeaPressure, MissingRule.Negative),
            new(9, "PT", Quantity.PressureTendency, MissingRule.Negative),
            new(10, "PR", Quantity.PressureChange, MissingRule.MinusNineWithoutTendency),
            new(11, "TA", Quantity.AirTemperature, MissingRule.AtMostMinus50),
            new(12, "TD", Quantity.DewPoint, MissingRule.AtMostMinus50),
            new(13, "HM", Quantity.Humidity, MissingRule.Negative),
            new(14, "PV", Quantity.VapourPressure, MissingRule.Negative),
            new(15, "RN", Quantity.Rain, MissingRule.Negative),
            new(16, "RN_DAY", Quantity.RainToday, MissingRule.Negative),
            new(20, "SD_DAY", Quantity.SnowToday, MissingRule.Negative),
            new(21, "SD_TOT", Quantity.SnowDepth, MissingRule.Negative),
            new(22, "WC", Quantity.PresentWeather, MissingRule.Negative),
            new(23, "WP", Quantity.PastWeather, MissingRule.Negative),
            new(25, "CA_TOT", Quantity.Cloud, MissingRule.OutOfRange),
            new(26, "CA_MID", Quantity.LowCloud, MissingRule.OutOfRange),
            new(27, "CH_MIN", Quantity.CloudBase, MissingRule.Negative, 100),
            new(32, "VS", Quantity.Visibility, MissingRule.Negative, 10),
            new(33, "SS", Quantity.Sunshine, MissingRule.Negative),
            new(34, "SI", Quantity.Radiation, MissingRule.Negative),
            new(36, "TS", Quantity.GroundTemperature, MissingRule.AtMostMinus50),
            new(37, "TE_005", Quantity.Soil5, MissingRule.AtMostMinus50),
            new(38, "TE_01", Quantity.Soil10, MissingRule.AtMostMinus50),
            new(39, "TE_02", Quantity.Soil20, MissingRule.AtMostMinus50),
            new(40, "TE_03", Quantity.Soil30, MissingRule.AtMostMinus50),
            new(42, "WH", Quantity.WaveHeight, MissingRule.Negative),
        ],
        WholeColumns = [2, 4, 6, 9, 22, 23, 25, 26, 27, 29, 30, 31, 32, 35, 41, 43, 44, 45],
        RainReportColumn = 44,
        CalmDegrees = 0,
    };

    /// <summary>Minute text of the automatic stations, <c>nph-aws2_min</c>.</summary>
    public static readonly TextLayout Minute = new()
    {
        ColumnCount = 18,
        Columns =
        [
            new(4, "WDS", Quantity.GustFrom, MissingRule.AtMostMinus50),
            new(5, "WSS", Quantity.GustSpeed, MissingRule.AtMostMinus50),
            new(6, "WD10", Quantity.WindFrom, MissingRule.AtMostMinus50),
            new(7, "WS10", Quantity.WindSpeed, MissingRule.AtMostMinus50),
            new(8, "TA", Quantity.AirTemperature, MissingRule.AtMostMinus50),
            new(11, "RN-60m", Quantity.Rain, MissingRule.AtMostMinus50),
            new(13, "RN-DAY", Quantity.RainToday, MissingRule.AtMostMinus50),
            new(14, "HM", Quantity.Humidity, MissingRule.AtMostMinus50),
            new(15, "PA", Quantity.StationPressure, MissingRule.AtMostMinus50),
            new(16, "PS", Quantity.SeaPressure, MissingRule.AtMostMinus50),
            new(17, "TD", Quantity.DewPoint, MissingRule.AtMostMinus50),
        ],
        CalmDegrees = 360,
    };

    /// <summary>Of a whole row; any other number of tokens means that nobody knows which is which.</summary>
    public required int ColumnCount { get; init; }

    public required ImmutableArray<TextColumn> Columns { get; init; }

    /// <summary>Columns without decimals. A decimal or a hyphen in one of them shows that the row has slipped.</summary>
    public ImmutableArray<int> WholeColumns { get; init; } = [];

    /// <summary>Column that says what a missing amount of rain means (WMO 1819); none in the minute text.</summary>
    public int? RainReportColumn { get; init; }

    /// <summary>The direction that stands for a calm: 0 in one format, 360 in the other.</summary>
    public required decimal CalmDegrees { get; init; }
}
