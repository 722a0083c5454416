using System.Globalization;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>Numbers as the page and its script write them.</summary>
internal static class Amounts
{
    public const string None = "–";

    /// <summary>1,234</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>68.05%</summary>
    public static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.00}%") : None;

    /// <summary>1,234원</summary>
    public static string Won(long won, AdvertiserText text) => string.Format(CultureInfo.InvariantCulture, text.Won, Number(won));
}
