using System.Text;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

/// <summary>
/// Broken answers, by a seed for each: 5,000 a format, with <c>SOKBO_LONG=1</c> a million. No crash, nothing that stands
/// for "missing" or cannot be, and no answer that costs more than its length.
/// </summary>
[Trait("Pace", "slow")]
public sealed class FeedFuzzTests
{
    private const int Short = 5_000;
    private const int Long = 1_000_000;

    /// <summary>
    /// Bytes allocated for each byte of an answer, from reading to the last check: work that does not depend on how busy the
    /// machine is. A whole row costs some 20.
    /// </summary>
    private const long CostMax = 100;

    private static readonly DateTimeOffset Hour = new(2024, 1, 27, 7, 0, 0, TimeSpan.FromHours(9));

    private static readonly string[] Poison =
    [
        "-9", "-9.0", "-99.0", "-99.9", "-50", "-999", "-0.0", "999999", "1e9", "NaN", "-", "", " ", "\n", "\t", "\0", ",", "#", "#7777END", "#START7777",
        "<", ">", "&", "\"", "&#0;", "<!DOCTYPE x>", "<![CDATA[", "</current>", "<weather>", "desc=\"-\"", "ta=\"-99.0\"", "\u202E", "뷁", "\uFFFD", "36", "360", "2024",
    ];

    [Theory]
    [InlineData("hourly")]
    [InlineData("minute")]
    [InlineData("map")]
    [InlineData("warnings")]
    public void Broken_answers_never_become_readings_that_cannot_be(string format)
    {
        var bases = Bases(format);
        var count = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? Long : Short;
        var accepted = 0L;

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var random = new Random(seed);
            var body = Mutate(bases[random.Next(bases.Length)], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Interlocked.Add(ref accepted, Check(Parse(format, body)));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{format}, seed {seed}: {Encoding.Latin1.GetString(body)}", error);
            }

            var cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(cost < (CostMax * body.Length) + 100_000, $"{format}, seed {seed} allocates {cost} bytes for {body.Length}.");
        });

        // Most of what was broken is still readable: a reader that refuses everything proves nothing.
        Assert.True(accepted > count / 10, $"{accepted} readings of {count} answers.");
    }

    [Theory]
    [InlineData("hourly", "#START7777\n", "1 ")]
    [InlineData("hourly", "#START7777\n", "1\n")]
    [InlineData("minute", "#START7777\n", ",")]
    [InlineData("minute", "#START7777\n", "202404270700 1\n")]
    [InlineData("map", "<current>", "<weather>")]
    [InlineData("map", "<current><local desc='", "&lt;")]
    [InlineData("map", "<current>", "<local stn_id='1' ta='1'/>")]
    [InlineData("warnings", "#START7777\n", ",")]
    [InlineData("warnings", "#START7777\n", "1\n")]
    [InlineData("warnings", "#START7777\n", "#\n")]
    public void The_largest_answers_of_one_kind_cost_twice_as_much_when_they_are_twice_as_large(string format, string start, string repeated)
    {
        var body = Largest(1);
        var report = Parse(format, body);
        var (half, whole) = (Cost(Largest(2)), Cost(body));

        // What a reader allocates grows with its work, and is the same on a busy machine.
        Assert.True(whole <= (2.2 * half) + 100_000, $"{half} bytes for half of it, {whole} for all.");
        Assert.True(whole <= 40L * FeedBody.BytesMax, $"{whole} bytes.");
        Assert.Empty(report.Rows);
        Assert.True(report.Refusals.Length <= FeedReportBuilder.RefusalsMax);
        Assert.Equal(FeedCodes.TooLarge, Parse(format, [.. body, .. new byte[FeedBody.BytesMax]]).Refused);

        byte[] Largest(int part) =>
            Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, ((FeedBody.BytesMax / part) - start.Length) / repeated.Length)));

        long Cost(byte[] answer)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Parse(format, answer);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Written anew, not taken from the reader: what may be there at all.</summary>
    private static int Check(FeedReport report)
    {
        Assert.True(report.Refused is null || report.Rows.IsEmpty);
        Assert.Equal(report.Rows.Length, report.Rows.Select(row => (row.StationId, row.ObservedAt)).Distinct().Count());
        foreach (var row in report.Rows)
        {
            Assert.True(row.StationId is > 0 and < 100_000);
            Within(row, -49.95m, 50, Quantity.AirTemperature);
            Within(row, -49.95m, 35, Quantity.DewPoint);
            Within(row, 0, 100, Quantity.Humidity, Quantity.VapourPressure);
            Within(row, 0, 359.9m, Quantity.WindFrom, Quantity.GustFrom);
            Within(row, 0, 110, Quantity.WindSpeed, Quantity.GustSpeed);
            Within(row, 500, 1100, Quantity.StationPressure, Quantity.SeaPressure);
            Within(row, 0, 1500, Quantity.Rain, Quantity.RainToday, Quantity.SnowDepth, Quantity.SnowToday);
            Within(row, 0, 10, Quantity.Cloud, Quantity.LowCloud, Quantity.Radiation);
            Within(row, 0, 100_000, Quantity.Visibility, Quantity.CloudBase, Quantity.Sunshine, Quantity.WaveHeight);
            Within(row, -49.95m, 80, Quantity.GroundTemperature, Quantity.Soil5, Quantity.Soil10, Quantity.Soil20, Quantity.Soil30);
            Assert.NotEqual("-", row.Sky);
            Assert.True(PlainText.IsPlain(row.Sky) && row.Sky.Length <= 40);
        }

        return FeedBatches.Of(report).Sum(Taken) + (report.Warnings is { } list ? Check(list) : 0);
    }

    private static int Check(WarningsList list)
    {
        Assert.NotEmpty(list.Reports);
        Assert.Equal(list.Reports.Length, list.Regions.Length);
        Assert.All(list.Regions, regions => Assert.True(regions.Length > 0 && regions.All(region => StationTable.Regions.Any(known => known.Id == region))));
        foreach (var report in list.Reports)
        {
            Assert.True(report.Zone.Length == 8 && report.Zone[0] is 'L' or 'S' && report.Zone[1..].All(char.IsAsciiDigit));
            Assert.All(new[] { report.ZoneName, report.Kind, report.Level, report.Command }, word => Assert.True(word.Length is > 0 and <= 40 && PlainText.IsPlain(word)));
            Assert.True(report.IssuedAt.Year is >= 1999 and < 2200);
        }

        return list.Reports.Length;
    }

    private static int Taken(ObservationBatch batch)
    {
        var result = ObservationRules.Check(batch, StationDirectory.Shipped, Hour.AddMinutes(15));
        foreach (var reading in result.Accepted.Select(accepted => accepted.Reading))
        {
            Assert.True(reading.Tenths is null or > -500 and <= 500);
            Assert.True(reading.Measures?.DewPoint is null || reading.Tenths is null || reading.Measures.DewPoint <= reading.Tenths);
            Assert.True(reading.Measures?.Humidity is null or >= 0 and <= 1_000);
            Assert.True(reading.Measures?.WindFrom is null or >= 0 and < 360);
            Assert.True(reading.Measures?.Pressure is null or >= 8_460 and <= 11_000);
            Assert.True(reading.ObservedAt <= Hour.AddMinutes(25) && reading.ObservedAt >= Hour.AddHours(-48));
        }

        return result.Accepted.Length;
    }

    private static void Within(FeedObservation row, decimal least, decimal most, params ReadOnlySpan<Quantity> quantities)
    {
        foreach (var quantity in quantities)
        {
            Assert.True(row[quantity] is null || (row[quantity] >= least && row[quantity] <= most), $"{quantity} {row[quantity]}");
        }
    }

    private static FeedReport Parse(string format, byte[] body) => format switch
    {
        "hourly" => HubTextParser.Parse(body, TextLayout.Hourly),
        "minute" => HubTextParser.Parse(body, TextLayout.Minute),
        "warnings" => WarningsListParser.Parse(body),
        _ => SurfaceMapParser.Parse(body),
    };

    private static byte[][] Bases(string format)
    {
        SampleStation[] few =
        [
            new(108, -9.0m) { Name = "서울", Sky = "맑음", DewPoint = -15.2m },
            new(93, -9.9m) { Name = "북춘천", Sky = "눈", Rain = 0.5m },
            new(90, null) { Name = "속초", Sky = "구름많음", RainReported = false },
            new(105, 0.0m) { Name = "강릉", WindFrom = null },
        ];
        var all = SampleFeeds.All(Hour);
        return format switch
        {
            "hourly" => [SampleFeeds.Hourly(Hour, few), SampleFeeds.Hourly(Hour, few[..1]), SampleFeeds.Hourly(Hour, all[..12])],
            "minute" => [SampleFeeds.Minute(Hour, true, few), SampleFeeds.Minute(Hour, false, few), SampleFeeds.Minute(Hour, false, all[..20])],
            "warnings" =>
            [
                SampleFeeds.Warnings(Hour, SampleFeeds.Warning(Hour, "L1100100", "서울동남권", "호우", "경보"), SampleFeeds.Warning(Hour, "S1323200", "제주도동부앞바다", "풍랑", "주의", "변경")),
                SampleFeeds.Warnings(null, [.. Enumerable.Range(10, 12).Select(zone => SampleFeeds.Warning(Hour, $"L1{zone}0100", "구역", "폭염", "중대경보"))]),
            ],
            _ => [SampleFeeds.Map(Hour, few), SampleFeeds.Map(Hour, "euc-kr", few), SampleFeeds.Map(Hour, all[..20])],
        };
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)"0123456789-. "[random.Next(13)];
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 12)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Poison[random.Next(Poison.Length)]));
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 300))));
                    break;
                case 5:
                    (bytes[at], bytes[^(at + 1)]) = (bytes[^(at + 1)], bytes[at]);
                    break;
                default:
                    if (random.Next(10) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                        bytes.Add((byte)'\n');
                    }

                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)' ');
            }
        }

        return [.. bytes];
    }
}
