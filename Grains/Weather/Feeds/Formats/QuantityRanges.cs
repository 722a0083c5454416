using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>What can be in Korea. Beyond it a number is an error of the sensor or of the line, whatever the source says.</summary>
internal static class QuantityRanges
{
    public static readonly int Count = Enum.GetValues<Quantity>().Length;

    public static bool IsPlausible(Quantity quantity, decimal value)
    {
        var (least, most) = Of(quantity);
        return value >= least && value <= most;
    }

    public static (decimal Least, decimal Most) Of(Quantity quantity) => quantity switch
    {
        // −49.95 and colder would be shown as −50.0, which stands for "missing".
        Quantity.AirTemperature => (-49.949m, TemperatureTenths.Max / 10m),
        Quantity.DewPoint => (-49.949m, 35),
        Quantity.GroundTemperature => (-49.949m, 80),
        Quantity.Soil5 or Quantity.Soil10 or Quantity.Soil20 or Quantity.Soil30 => (-49.949m, 60),
        Quantity.Humidity => (0, 100),
        Quantity.WindFrom or Quantity.GustFrom => (0, 360),
        Quantity.WindSpeed => (0, 75),
        Quantity.GustSpeed => (0, 110),
        Quantity.StationPressure => (500, 1100),
        Quantity.SeaPressure => (846, 1100),
        Quantity.PressureTendency => (0, 8),
        Quantity.PressureChange => (-50, 50),
        Quantity.VapourPressure => (0, 100),
        Quantity.Rain => (0, 300),
        Quantity.RainToday => (0, 1500),
        Quantity.SnowToday => (0, 300),
        Quantity.SnowDepth => (0, 500),
        Quantity.PresentWeather => (0, 99),
        Quantity.PastWeather => (0, 9),
        Quantity.Cloud or Quantity.LowCloud => (0, 10),
        Quantity.CloudBase => (0, 25_000),
        Quantity.Visibility => (0, 100_000),
        Quantity.Sunshine => (0, 24),
        Quantity.Radiation => (0, 10),
        Quantity.WaveHeight => (0, 30),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "No range is known."),
    };
}
