using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

internal sealed class TickerDeltaMapper : WireMapper<TickerDelta>
{
    /// <summary>Up to this many changed rows are cheaper as whole values than a column of differences for all stations.</summary>
    private const int ReplacedMax = 18;

    protected override object Map(TickerDelta payload, WireStep step)
    {
        var before = (TickerState)(step.Before ?? throw new InvalidOperationException("A change of the ticker came without the state before it."));
        var after = (TickerState)step.After;
        var summary = TickerSummary.Of(after);
        var by = TickerSummary.Of(before).Attribution == summary.Attribution ? null : summary.Attribution;
        var (differences, replaced) = Columns(before, after);
        return new WireTickerDelta
        {
            OrderVersion = after.OrderVersion,
            At = summary.NewestMinute,
            Next = TickerWire.Minute(after.NextExpectedAt),
            NewWords = payload.NewWords.IsEmpty ? null : payload.NewWords,
            Differences = differences,
            Replaced = replaced.Count == 0 ? null : replaced,
            By = by,
            Lags = TickerWire.Pairs(summary.Lags),
            Qualities = TickerWire.Pairs(summary.Qualities),
            Others = TickerWire.Rows(summary.Others),
            OthersBy = summary.Others.IsEmpty ? null : summary.OtherAttribution,
        };
    }

    private static (IReadOnlyList<int> Differences, List<int[]> Replaced) Columns(TickerState before, TickerState after)
    {
        var differences = new int[after.Rows.Length];
        List<int[]> replaced = [];
        var changed = after.Rows.Where((row, index) => Shows(row, before.Rows[index])).Count();
        for (var index = 0; index < differences.Length; index++)
        {
            var (old, row) = (before.Rows[index], after.Rows[index]);
            if (!Shows(row, old))
            {
                continue;
            }

            if (changed > ReplacedMax && old.Sky == row.Sky && old.Tenths is { } from && row.Tenths is { } to)
            {
                differences[index] = to - from;
            }
            else
            {
                replaced.Add([index, TickerPacking.Pack(after, row)]);
            }
        }

        return (changed > ReplacedMax ? differences : [], replaced);
    }

    /// <summary>Whether the row shows another value than before. A newer time alone is told by the lags.</summary>
    private static bool Shows(TickerRow row, TickerRow before) => row.Tenths != before.Tenths || row.Sky != before.Sky;
}
