using System.Buffers.Binary;
using System.Security.Cryptography;
using Sokbo.Fixtures.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>The days that quality control is measured on do not change behind its back.</summary>
public sealed class TestDayTests
{
    /// <summary>Of all values of some days of either set. It was written down before any threshold was chosen.</summary>
    private const string Frozen = "7dfc7e73e82feb6b3a9e502a3d5cc0411b6869c801c16cd5fb127f412d69512e";

    [Fact]
    public void The_days_are_the_frozen_ones()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[20];
        foreach (var seed in TestDaySeeds.Open.Take(10).Concat(TestDaySeeds.HeldOut.Take(10)))
        {
            var day = new TestDay(seed);
            for (var minute = TestDay.FirstMinute; minute <= TestDay.LastMinute; minute += 60)
            {
                for (var station = 0; station < StationTable.All.Length; station++)
                {
                    Write(bytes, day.At(station, minute));
                    hash.AppendData(bytes);
                }
            }
        }

        Assert.Equal(Frozen, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void No_day_belongs_to_both_sets_and_each_set_has_every_kind()
    {
        Assert.Empty(TestDaySeeds.Open.Intersect(TestDaySeeds.HeldOut));
        Assert.Equal(Enum.GetValues<DayKind>(), TestDaySeeds.Open.Select(seed => new TestDay(seed).Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<DayKind>(), TestDaySeeds.HeldOut.Select(seed => new TestDay(seed).Kind).Distinct().Order());
    }

    /// <summary>A generator that is too tame would make any rule look good.</summary>
    [Theory]
    [InlineData(DayKind.RecordCold, -22, -10)]
    [InlineData(DayKind.RecordHot, 24, 40)]
    public void Record_days_reach_what_was_recorded(DayKind kind, double coldest, double warmest)
    {
        var values = Days(kind).SelectMany(Hourly).Select(value => value / 10.0).ToList();

        Assert.True(kind == DayKind.RecordCold ? values.Min() < coldest : values.Max() > warmest, $"{values.Min()} to {values.Max()}");
        Assert.InRange(values.Min(), -35, 30);
        Assert.InRange(values.Max(), -12, 44);
    }

    [Theory]
    [InlineData(DayKind.ColdFront, 6)]
    [InlineData(DayKind.Foehn, 6)]
    [InlineData(DayKind.Inversion, 5)]
    [InlineData(DayKind.Showers, 5)]
    [InlineData(DayKind.Clear, 2)]
    public void A_healthy_hour_changes_by_as_much_as_real_ones(DayKind kind, double degrees)
    {
        var largest = Days(kind).Max(day => Enumerable.Range(0, StationTable.All.Length).Max(station =>
            Enumerable.Range(0, 24).Max(hour => Math.Abs(day.At(station, (hour + 1) * 60).Temperature - day.At(station, hour * 60).Temperature)))) / 10.0;

        Assert.InRange(largest, degrees, 19);
    }

    private static IEnumerable<TestDay> Days(DayKind kind) =>
        TestDaySeeds.Open.Select(seed => new TestDay(seed)).Where(day => day.Kind == kind).Take(6);

    private static IEnumerable<int> Hourly(TestDay day) =>
        from hour in Enumerable.Range(0, 24)
        from station in Enumerable.Range(0, StationTable.All.Length)
        select day.At(station, hour * 60).Temperature;

    private static void Write(Span<byte> bytes, TestObservation observation)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, observation.Temperature);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], observation.DewPoint);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], observation.Humidity);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], observation.Pressure);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], observation.Wind);
    }
}
