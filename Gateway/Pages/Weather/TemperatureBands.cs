namespace Sokbo.Gateway.Pages.Weather;

/// <summary>Colours of temperatures on the map: a band for each five degrees. The script has the same rule in view/bands.ts.</summary>
internal static class TemperatureBands
{
    /// <summary>Everything below −10 ℃ is the first band, from 35 ℃ on the last.</summary>
    public const int Count = 11;

    private const int Tenths = 50;
    private const int Coldest = -15;

    /// <summary>From the coldest, 0, on; null for no temperature.</summary>
    public static int? Of(int? tenths) => tenths is { } value
        ? Math.Clamp((int)Math.Floor((value - Coldest * 10) / (double)Tenths), 0, Count - 1)
        : null;

    public static string ClassOf(int? tenths) =>
        Of(tenths) is { } band ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"band-{band}") : "band-none";

    /// <summary>The lower end in whole degrees, of all but the first.</summary>
    public static int From(int band) => Coldest + band * Tenths / 10;
}
