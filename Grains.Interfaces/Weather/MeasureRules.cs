using System.Collections.Immutable;
using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Decides which values beside the temperature are kept. One that cannot be, or that contradicts another, is left out alone:
/// the row stays.
/// </summary>
public static class MeasureRules
{
    /// <summary>Sensors of both are good to some tenths, so fog may show a dew point a little above the temperature: it is cut off there.</summary>
    public const decimal DewPointTolerance = 0.5m;

    /// <param name="index">Of the row.</param>
    /// <param name="row">As it was sent.</param>
    /// <param name="dropped">Gets what was left out.</param>
    public static Measures? Check(int index, ObservationRow row, ImmutableArray<DroppedValue>.Builder dropped)
    {
        var values = row.Measured;
        var wind = Within("windMetresPerSecond", values.WindMetresPerSecond, 0, 75);
        var measures = new Measures
        {
            DewPoint = DewPoint(Within("dewPointCelsius", values.DewPointCelsius, -49.949m, 35)),
            Humidity = Within("humidityPercent", values.HumidityPercent, 0, 100),
            Wind = wind,
            WindFrom = wind == 0 ? null : Within("windFromDegrees", values.WindFromDegrees, 0, 360) / 10 % 360,
            Gust = Gust(Within("gustMetresPerSecond", values.GustMetresPerSecond, 0, 110)),
            Pressure = Within("pressureHectopascals", values.PressureHectopascals, 846, 1100),
            Rain = Within("rainMillimetres", values.RainMillimetres, 0, 300),
            RainToday = Within("rainTodayMillimetres", values.RainTodayMillimetres, 0, 1500),
        };
        return measures == new Measures() ? null : measures;

        int? Within(string name, decimal? value, decimal least, decimal most)
        {
            if (value is not { } sent || (sent >= least && sent <= most))
            {
                return value is { } kept ? TemperatureTenths.Of(kept) : null;
            }

            return Drop(name, "implausible", string.Create(CultureInfo.InvariantCulture, $"Only {least:0.##} to {most:0.##} is plausible; leave out what is missing."));
        }

        int? DewPoint(int? dewPoint)
        {
            if (row.TemperatureCelsius is not { } celsius || dewPoint <= TemperatureTenths.Of(celsius) || dewPoint is null)
            {
                return dewPoint;
            }

            return dewPoint <= TemperatureTenths.Of(celsius + DewPointTolerance)
                ? TemperatureTenths.Of(celsius)
                : Drop("dewPointCelsius", "inconsistent", "The dew point is above the temperature.");
        }

        int? Gust(int? gust) => gust < wind
            ? Drop("gustMetresPerSecond", "inconsistent", "The gust is weaker than the mean wind.")
            : gust;

        int? Drop(string name, string code, string reason)
        {
            dropped.Add(new DroppedValue(index, row.StationId, name, code, reason));
            return null;
        }
    }
}
