using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Temperatures as integer tenths of a degree: exact, and without a negative zero.</summary>
public static class TemperatureTenths
{
    /// <summary>At or below this many tenths a number is a code for "missing", as in all of KMA's formats. −9.0 and −9.9 are real.</summary>
    public const int Missing = -500;

    /// <summary>Warmer than that is not Korean weather.</summary>
    public const int Max = 500;

    /// <summary>Rounds half away from zero. Callers check the range of <paramref name="celsius"/> first.</summary>
    public static int Of(decimal celsius) => (int)Math.Round(celsius * 10m, MidpointRounding.AwayFromZero);

    public static bool IsReal(int tenths) => tenths is > Missing and <= Max;

    /// <summary>One decimal, with a hyphen-minus: <c>-9.0</c>, <c>0.0</c>.</summary>
    public static string Format(int tenths) => string.Create(
        CultureInfo.InvariantCulture, $"{(tenths < 0 ? "-" : "")}{Math.Abs(tenths) / 10}.{Math.Abs(tenths) % 10}");
}
