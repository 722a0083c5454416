using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>
/// A row in one number: <c>sky &lt;&lt; 10 | (tenths + 512)</c>. Sky is 1 + its place among the words, 0 for none; the low
/// ten bits are 0 for no temperature. Temperatures lie in −499..500 tenths, so no temperature looks like none.
/// </summary>
internal static class TickerPacking
{
    private const int SkyShift = 10;

    private const int TenthsOffset = 512;

    public static int Pack(TickerState state, TickerRow row) =>
        state.WordOf(row) << SkyShift | (row.Tenths is { } tenths ? tenths + TenthsOffset : 0);
}
