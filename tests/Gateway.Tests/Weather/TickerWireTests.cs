using System.Collections.Immutable;
using System.Text.Json;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class TickerWireTests
{
    /// <summary>Of the whole ticker, so that 100,000 readers an hour cost 40 MB; and of the change that an hour brings.</summary>
    private const int SnapshotBytesMax = 400;
    private const int DeltaBytesMax = 220;

    private static readonly DateTimeOffset Hour = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);
    private static readonly string[] Skies = ["맑음", "박무", "구름많음", "구름조금", "흐림"];

    [Fact]
    public void The_whole_ticker_fits_its_budget()
    {
        var state = Full(seed: 1, Hour).Public;

        var bytes = WireMessagePack.Encode(Snapshot(state)).Length;

        TestContext.Current.SendDiagnosticMessage("ticker snapshot: {0} B MessagePack, {1} B JSON", bytes, WireJson.Encode(Snapshot(state)).Length);
        Assert.InRange(bytes, 1, SnapshotBytesMax);
    }

    /// <summary>The ticker that the product has to replace, and what an hour of a quiet spring morning changes in it.</summary>
    [Fact]
    public void The_97_stations_of_the_seed_and_their_next_hour_fit_their_budgets()
    {
        using var seed = JsonDocument.Parse(File.ReadAllText(SeedFiles.Find("observations.json")));
        var rows = seed.RootElement.GetProperty("observations").EnumerateArray()
            .ToDictionary(row => row.GetProperty("stationId").GetInt32(), row => (Tenths: (int)(row.GetProperty("temperatureCelsius").GetDecimal() * 10), Sky: row.GetProperty("sky").GetString()!));
        var before = Fold(TickerRules.Empty(), index => Reading(Hour, rows[StationTable.All[index].Number].Tenths, rows[StationTable.All[index].Number].Sky)).Next;
        var fold = Fold(before, index => Reading(Hour.AddHours(1), before.Public.Rows[index].Tenths!.Value + 8 + (index * 7 % 23), before.Public.Rows[index].Sky));

        var (whole, change) = (WireMessagePack.Encode(Snapshot(before.Public)).Length, WireMessagePack.Encode(Delta(before.Public, fold)).Length);

        TestContext.Current.SendDiagnosticMessage("seed: {0} B, its next hour: {1} B", whole, change);
        Assert.Equal((97, 97), (rows.Count, fold.Next.Public.Rows.Count(row => row.ObservedAt == Hour.AddHours(1))));
        Assert.InRange(whole, 97 * 2, SnapshotBytesMax);
        Assert.InRange(change, 97, DeltaBytesMax);
    }

    [Fact]
    public void The_change_of_an_hour_fits_its_budget()
    {
        var before = Full(seed: 1, Hour);
        var random = new Random(2);
        var fold = Fold(before, index =>
        {
            var row = before.Public.Rows[index];
            return Reading(Hour.AddHours(1), Math.Clamp(row.Tenths!.Value + random.Next(-25, 26), -400, 450), index % 10 == 0 ? Skies[random.Next(5)] : row.Sky);
        });

        var bytes = WireMessagePack.Encode(Delta(before.Public, fold)).Length;

        TestContext.Current.SendDiagnosticMessage("ticker delta: {0} B MessagePack, {1} B JSON", bytes, WireJson.Encode(Delta(before.Public, fold)).Length);
        Assert.InRange(bytes, 1, DeltaBytesMax);
    }

    [Fact]
    public void Rows_come_out_as_they_went_in()
    {
        var state = Fold(TickerRules.Empty(), index => index switch
        {
            0 => Reading(Hour, -90, "맑음"),
            1 => Reading(Hour, -499, "뇌우,눈/비"),
            2 => Reading(Hour.AddHours(-1), null, "흐림"),
            3 => Reading(Hour, 0, "") with { Source = Attribution.Sample, Quality = ReadingQuality.Repaired },
            _ => null,
        }).Next.Public;

        var json = WireJson.Encode(Snapshot(state));

        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal([(-90, "맑음"), (-499, "뇌우,눈/비"), (null, "흐림"), (0, ""), (null, "")], Rows(root).Take(5));
        Assert.Equal("기상청 제공", root.GetProperty("by").GetString());
        Assert.Equal("[[2,60]]", root.GetProperty("a").GetRawText());
        Assert.Equal("[[3,1]]", root.GetProperty("q").GetRawText());
        Assert.Equal("[3]", root.GetProperty("m").GetRawText());
        Assert.Equal("견본", root.GetProperty("mby").GetString());
        Assert.Equal(Hour.ToUnixTimeSeconds() / 60, root.GetProperty("at").GetInt64());
        Assert.Equal((Hour.ToUnixTimeSeconds() / 60) + 70, root.GetProperty("next").GetInt64());
    }

    [Fact]
    public void Before_the_first_report_nobody_is_named()
    {
        var root = JsonDocument.Parse(WireJson.Encode(Snapshot(TickerRules.Empty().Public))).RootElement;

        Assert.Equal("", root.GetProperty("by").GetString());
        Assert.False(root.TryGetProperty("at", out _));
        Assert.All(Rows(root), row => Assert.Equal((null, ""), row));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(97)]
    public void A_browser_that_applies_a_change_has_what_a_new_one_gets(int changes)
    {
        var before = Full(seed: 5, Hour);
        var random = new Random(6);
        var fold = Fold(before, index => index >= changes ? null
            : Reading(Hour.AddHours(1), random.Next(8) == 0 ? null : random.Next(-499, 501), random.Next(4) == 0 ? $"새{random.Next(3)}" : before.Public.Rows[index].Sky));

        var applied = Apply(JsonSerializer.SerializeToElement(Snapshot(before.Public), WireJson.Options), JsonDocument.Parse(WireJson.Encode(Delta(before.Public, fold))).RootElement);

        Assert.Equal(fold.Next.Public.Rows.Select(row => (row.Tenths, row.Sky)), applied);
    }

    /// <summary>As the page does it.</summary>
    private static List<(int? Tenths, string Sky)> Apply(JsonElement snapshot, JsonElement delta)
    {
        var words = Words(snapshot).Concat(delta.TryGetProperty("w", out _) ? Words(delta) : []).ToArray();
        var packed = snapshot.GetProperty("p").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        var differences = delta.GetProperty("d").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        for (var index = 0; index < differences.Length; index++)
        {
            packed[index] += differences[index];
        }

        foreach (var pair in delta.TryGetProperty("s", out var replaced) ? replaced.EnumerateArray().ToArray() : [])
        {
            packed[pair[0].GetInt32()] = pair[1].GetInt32();
        }

        return [.. packed.Select(value => Unpack(value, words))];
    }

    private static List<(int? Tenths, string Sky)> Rows(JsonElement snapshot) =>
        [.. snapshot.GetProperty("p").EnumerateArray().Select(value => Unpack(value.GetInt32(), Words(snapshot)))];

    private static string[] Words(JsonElement data) => [.. data.GetProperty("w").EnumerateArray().Select(word => word.GetString()!)];

    private static (int? Tenths, string Sky) Unpack(int value, string[] words) =>
        ((value & 1023) == 0 ? null : (value & 1023) - 512, value >> 10 == 0 ? "" : words[(value >> 10) - 1]);

    private static object Snapshot(TickerState state) => new TickerStateMapper().Map(WireStep.Snapshot(state));

    private static object Delta(TickerState before, TickerFold fold) =>
        new TickerDeltaMapper().Map(new WireStep(fold.Delta!, before, before.Apply(fold.Delta!)));

    private static TickerRecord Full(int seed, DateTimeOffset at)
    {
        var random = new Random(seed);
        return Fold(TickerRules.Empty(), _ => Reading(at, random.Next(-400, 451), Skies[random.Next(5)])).Next;
    }

    private static TickerFold Fold(TickerRecord record, Func<int, Reading?> readingOf)
    {
        ImmutableArray<StationOutcome> outcomes =
        [
            .. StationTable.All.Select((station, index) => (station.Number, Revision: record.Revisions[index] + 1, Reading: readingOf(index)))
                .Where(row => row.Reading is not null)
                .Select(row => new StationOutcome(row.Number, row.Revision, row.Reading!)),
        ];
        return TickerRules.Fold(record, outcomes)!;
    }

    private static Reading Reading(DateTimeOffset at, int? tenths, string sky) =>
        new() { ObservedAt = at, ReceivedAt = at, Tenths = tenths, Sky = sky, Source = Attribution.Kma };
}
