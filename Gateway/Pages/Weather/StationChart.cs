using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>
/// Temperatures of 48 hours as lines, in whole units of a view box. The script draws the same chart with view/chart.ts, and a
/// test of the pages compares both.
/// </summary>
internal sealed record StationChart
{
    public const int Width = 720;
    public const int Height = 280;
    public const int Left = 52;
    public const int Right = Width - 14;
    public const int Top = 14;
    public const int Bottom = Height - 30;

    private const int Hours = 48;
    private const int HoursBetweenTicks = 6;
    private const int LinesMax = 5;

    /// <summary>Korea has one offset all year.</summary>
    private const int SeoulMinutes = 9 * 60;

    /// <summary>A line over a longer gap would claim what nobody measured.</summary>
    private static readonly long GapMinutes = (long)ReadingAges.GoneAfter.TotalMinutes;

    private static readonly ImmutableArray<int> Steps = [10, 20, 50, 100, 200, 500];

    /// <summary>Of an SVG path; empty without readings.</summary>
    public required string Line { get; init; }

    /// <summary>Where each reading is.</summary>
    public required ImmutableArray<(int X, int Y)> Dots { get; init; }

    public required ImmutableArray<ChartTick> Times { get; init; }

    public required ImmutableArray<ChartTick> Temperatures { get; init; }

    /// <summary>Minute and tenths of each reading, for the script.</summary>
    public required ImmutableArray<long[]> Points { get; init; }

    /// <summary>The 48 hours that end with this hour.</summary>
    public static StationChart Of(IEnumerable<Reading> history, PageClock clock)
    {
        var end = clock.Hour.ToUnixTimeSeconds() / 60 + 60;
        var start = end - Hours * 60;
        ImmutableArray<long[]> points =
        [
            .. history.Where(reading => reading.Tenths is not null)
                .Select(reading => new[] { reading.ObservedAt.ToUnixTimeSeconds() / 60, reading.Tenths!.Value })
                .Where(point => point[0] >= start && point[0] <= end),
        ];
        var (low, high, step) = Scale(points);
        ImmutableArray<(int X, int Y)> dots = [.. points.Select(point => (X(point[0], start), Y(point[1], low, high)))];
        return new StationChart
        {
            Line = LineOf(points, dots),
            Dots = dots,
            Times = TimesOf(start, end),
            Temperatures = [.. Range(low, high, step).Select(tenths => new ChartTick(Y(tenths, low, high), Degrees(tenths), tenths == 0))],
            Points = points,
        };
    }

    /// <summary>Whole steps around what is to be shown, at most five of them.</summary>
    private static (long Low, long High, long Step) Scale(ImmutableArray<long[]> points)
    {
        var (least, most) = points.IsEmpty ? (0, 0) : (points.Min(point => point[1]), points.Max(point => point[1]));
        foreach (var step in Steps)
        {
            var low = FloorTo(least, step);
            var high = Math.Max(-FloorTo(-most, step), low + step);
            if ((high - low) / step <= LinesMax)
            {
                return (low, high, step);
            }
        }

        throw new InvalidOperationException("Temperatures are further apart than any on earth.");
    }

    private static string LineOf(ImmutableArray<long[]> points, ImmutableArray<(int X, int Y)> dots)
    {
        var line = new StringBuilder();
        for (var index = 0; index < dots.Length; index++)
        {
            var begins = index == 0 || points[index][0] - points[index - 1][0] > GapMinutes;
            line.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{dots[index].X} {dots[index].Y}");
        }

        return line.ToString();
    }

    private static ImmutableArray<ChartTick> TimesOf(long start, long end)
    {
        var ticks = ImmutableArray.CreateBuilder<ChartTick>();
        for (var minute = start; minute <= end; minute += 60)
        {
            var hour = (minute + SeoulMinutes) / 60 % 24;
            if (hour % HoursBetweenTicks == 0)
            {
                var at = DateTimeOffset.FromUnixTimeSeconds((minute + SeoulMinutes) * 60);
                ticks.Add(new ChartTick(X(minute, start), at.ToString(hour == 0 ? "MM.dd" : "HH:mm", CultureInfo.InvariantCulture), hour == 0));
            }
        }

        return ticks.ToImmutable();
    }

    private static IEnumerable<long> Range(long low, long high, long step)
    {
        for (var value = low; value <= high; value += step)
        {
            yield return value;
        }
    }

    private static int X(long minute, long start) => Left + Round((double)(minute - start) * (Right - Left) / (Hours * 60));

    private static int Y(long tenths, long low, long high) => Bottom - Round((double)(tenths - low) * (Bottom - Top) / (high - low));

    /// <summary>Of positive numbers, as the script rounds.</summary>
    private static int Round(double value) => (int)Math.Floor(value + 0.5);

    private static long FloorTo(long value, long step) => (long)Math.Floor(value / (double)step) * step;

    private static string Degrees(long tenths) => string.Create(CultureInfo.InvariantCulture, $"{(tenths < 0 ? "−" : "")}{Math.Abs(tenths) / 10}℃");
}
