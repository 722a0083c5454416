using System.Globalization;

namespace Sokbo.Gateway.Ads;

/// <summary>Sizes of slots and banners as <c>728x90</c>, in CSS pixels.</summary>
internal static class AdSize
{
    public const int Min = 20;
    public const int Max = 2_000;

    public static bool IsSane(int pixels) => pixels is >= Min and <= Max;

    public static bool TryParse(string? text, out int width, out int height)
    {
        (width, height) = (0, 0);
        return text?.Split('x') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out height)
            && IsSane(width) && IsSane(height)
            && text == string.Create(CultureInfo.InvariantCulture, $"{width}x{height}");
    }
}
