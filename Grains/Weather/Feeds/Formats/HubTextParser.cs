using System.Runtime.InteropServices;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>
/// Reads texts of the API hub: rows between <c>#START7777</c> and <c>#7777END</c>, with remarks that begin with <c>#</c>.
/// It works on bytes, for all that is read is ASCII, and remarks in Korean may be in any encoding. Time and memory are
/// linear in the size of the answer, which is bounded.
/// </summary>
internal static class HubTextParser
{
    private const int LineBytesMax = 1_024;
    private const decimal DewPointToleranceCelsius = 0.5m;
    private const int NoRainReported = 3;
    private const int HourlyRainColumn = 15;

    private static ReadOnlySpan<byte> StartMark => "#START7777"u8;

    private static ReadOnlySpan<byte> EndMark => "#7777END"u8;

    public static FeedReport Parse(ReadOnlySpan<byte> body, TextLayout layout)
    {
        if (FeedBody.RefusalOf(body) is { } refusal)
        {
            return FeedReport.Refuse(refusal);
        }

        var report = new FeedReportBuilder();
        var (started, inside, number) = (false, false, 0);
        foreach (var range in body.Split((byte)'\n'))
        {
            number++;
            var line = body[range].Trim(" \t\r\0"u8);
            if (line.StartsWith(StartMark))
            {
                (started, inside) = (true, true);
            }
            else if (line.StartsWith(EndMark))
            {
                inside = false;
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                if (inside)
                {
                    ReadRow(line, number, layout, report);
                }
                else
                {
                    report.Refuse(number, 0, "", FeedCodes.Outside);
                }
            }
        }

        return !started ? FeedReport.Refuse(body.Contains((byte)'<') ? FeedCodes.Html : FeedCodes.WrongFormat)
            : inside ? FeedReport.Refuse(FeedCodes.Cut)
            : report.Build();
    }

    private static void ReadRow(ReadOnlySpan<byte> line, int number, TextLayout layout, FeedReportBuilder report)
    {
        Span<Range> tokens = stackalloc Range[TextLayout.ColumnsMax];
        if (line.Length > LineBytesMax || line.ContainsAnyExceptInRange((byte)'\t', (byte)'~') || Tokens(line, tokens) != layout.ColumnCount)
        {
            report.Refuse(number, 0, "", FeedCodes.Columns);
            return;
        }

        if (!FeedNumber.TryParseStation(line[tokens[1]], out var station))
        {
            report.Refuse(number, 0, "", FeedCodes.Station);
            return;
        }

        if (!FeedNumber.TryParseTime(line[tokens[0]], out var observedAt))
        {
            report.Refuse(number, station, "", FeedCodes.Time);
            return;
        }

        if (HasSlipped(line, tokens, layout))
        {
            report.Refuse(number, station, "", FeedCodes.Slipped);
            return;
        }

        var values = new decimal?[QuantityRanges.Count];
        decimal? dewPoint = null;
        foreach (var column in layout.Columns)
        {
            if (column.Quantity == Quantity.DewPoint && FeedNumber.TryParse(line[tokens[column.Index]], out var raw))
            {
                dewPoint = raw;
            }

            values[(int)column.Quantity] = ReadValue(line[tokens[column.Index]], column, values, out var code);
            if (code is not null)
            {
                report.Refuse(number, station, column.Name, code);
            }
        }

        // Stations compute the dew point from the humidity, so a sensor never puts it above the temperature; a slipped row does.
        if (dewPoint > values[(int)Quantity.AirTemperature] + DewPointToleranceCelsius)
        {
            report.Refuse(number, station, "", FeedCodes.Slipped);
            return;
        }

        SettleRain(line, tokens, layout, values);
        report.Add(number, new FeedObservation
        {
            StationId = station,
            ObservedAt = observedAt,
            IsCalm = SettleWind(values, layout.CalmDegrees),
            Values = ImmutableCollectionsMarshal.AsImmutableArray(values),
        });
    }

    private static bool HasSlipped(ReadOnlySpan<byte> line, ReadOnlySpan<Range> tokens, TextLayout layout)
    {
        foreach (var whole in layout.WholeColumns)
        {
            if (line[tokens[whole]] is var token && (token.Contains((byte)'.') || token.SequenceEqual("-"u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static decimal? ReadValue(ReadOnlySpan<byte> token, TextColumn column, decimal?[] values, out string? code)
    {
        code = null;
        if (!FeedNumber.TryParse(token, out var raw))
        {
            code = FeedCodes.Unreadable;
            return null;
        }

        var value = raw * column.Factor;
        var plausible = QuantityRanges.IsPlausible(column.Quantity, value);
        var missing = column.Missing switch
        {
            MissingRule.AtMostMinus50 => raw <= -49.95m,
            MissingRule.Negative => raw < 0,
            MissingRule.OutOfRange => !plausible,
            _ => raw == -9 && values[(int)Quantity.PressureTendency] is null,
        };
        if (missing)
        {
            return null;
        }

        code = plausible ? null : FeedCodes.Implausible;
        return plausible ? value : null;
    }

    /// <summary>No amount may mean no rain or no measurement; the report of rain says which.</summary>
    private static void SettleRain(ReadOnlySpan<byte> line, ReadOnlySpan<Range> tokens, TextLayout layout, decimal?[] values)
    {
        if (layout.RainReportColumn is { } column && FeedNumber.TryParse(line[tokens[column]], out var report) && report == NoRainReported
            && FeedNumber.TryParse(line[tokens[HourlyRainColumn]], out var raw) && raw < 0)
        {
            values[(int)Quantity.Rain] = 0;
        }
    }

    private static bool SettleWind(decimal?[] values, decimal calmDegrees)
    {
        var calm = values[(int)Quantity.WindFrom] == calmDegrees;
        foreach (var direction in (ReadOnlySpan<Quantity>)[Quantity.WindFrom, Quantity.GustFrom])
        {
            var degrees = values[(int)direction];
            values[(int)direction] = degrees == calmDegrees ? null : degrees == 360 ? 0 : degrees;
        }

        return calm;
    }

    /// <summary>
    /// Splits at blanks, or at commas where there is one; a row with commas may end with a comma and an equals sign. Returns
    /// the number of tokens, at most one more than there is place for.
    /// </summary>
    private static int Tokens(ReadOnlySpan<byte> line, Span<Range> tokens)
    {
        var commas = line.Contains((byte)',');
        var end = line.Length;
        if (commas)
        {
            end = line.TrimEnd(" ="u8).Length;
            end -= end > 0 && line[end - 1] == ',' ? 1 : 0;
        }

        var (count, at) = (0, 0);
        while (at < end)
        {
            var length = commas ? line[at..end].IndexOf((byte)',') : line[at..end].IndexOfAny((byte)' ', (byte)'\t');
            var stop = length < 0 ? end : at + length;
            if (commas || stop > at)
            {
                if (count == tokens.Length)
                {
                    return count + 1;
                }

                tokens[count++] = Trim(line, at, stop);
            }

            at = stop + 1;
        }

        return count;
    }

    private static Range Trim(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] == ' ')
        {
            start++;
        }

        while (end > start && line[end - 1] == ' ')
        {
            end--;
        }

        return start..end;
    }
}
