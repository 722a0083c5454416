using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

internal sealed class TickerStateMapper : WireMapper<TickerState>
{
    protected override object Map(TickerState payload, WireStep step)
    {
        var summary = TickerSummary.Of(payload);
        return new WireTicker
        {
            OrderVersion = payload.OrderVersion,
            At = summary.NewestMinute,
            Next = TickerWire.Minute(payload.NextExpectedAt),
            Words = payload.Words,
            Packed = [.. payload.Rows.Select(row => TickerPacking.Pack(payload, row))],
            By = summary.Attribution,
            Lags = TickerWire.Pairs(summary.Lags),
            Qualities = TickerWire.Pairs(summary.Qualities),
            Others = TickerWire.Rows(summary.Others),
            OthersBy = summary.Others.IsEmpty ? null : summary.OtherAttribution,
        };
    }
}
