using CsCheck;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Weather;

public sealed class ObservationRulesProperties
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<decimal?> GenTemperature = Gen.OneOf(
        Gen.Int[-6_000, 6_000].Select(hundredths => (decimal?)(hundredths / 100m)),
        Pick<decimal?>(null, -50m, -99m, -99.9m, -9m, -9.9m, -999m, 999.9m, -49.95m, 0m),
        Gen.Decimal.Select(value => (decimal?)value));

    private static readonly Gen<ObservationRow> GenRow = Gen.Select(
        Gen.OneOf(Gen.Int[80, 300], Gen.Int), Pick<string?>(null, "", "서울", "홍성(예)"), Pick<string?>(null, "맑음", "-"), GenTemperature,
        (station, name, sky, celsius) => new ObservationRow(station, name, sky, celsius));

    [Fact]
    public void Nothing_that_is_accepted_is_a_sentinel_and_every_row_has_one_fate() =>
        GenRow.Array[0, 60].Sample(rows =>
        {
            var result = ObservationRules.Check(new ObservationBatch(Now, Attribution.Kma, [.. rows]), StationDirectory.Shipped, Now);

            Assert.Equal(rows.Length, result.Accepted.Length + result.Refused.Length + result.Repeated);
            Assert.Equal(result.Accepted.Length, result.Accepted.Select(accepted => accepted.Station.Number).Distinct().Count());
            Assert.All(result.Accepted, accepted => Assert.InRange(accepted.Reading.Tenths ?? 0, -499, 500));
            Assert.All(result.Repaired, repaired => Assert.Contains(result.Accepted, accepted => accepted.Station.Number == repaired.StationId));
            Assert.DoesNotContain(
                result.Refused, refused => result.Accepted.Any(accepted => accepted.Station.Number == refused.StationId)
                    && refused.Code == "conflicting-rows");
        });

    [Fact]
    public void Every_value_between_the_limits_survives_to_the_tenth() =>
        Gen.Int[-499, 500].Sample(tenths =>
        {
            var batch = new ObservationBatch(Now, Attribution.Kma, [new(108, "서울", "맑음", tenths / 10m)]);

            Assert.Equal(tenths, Assert.Single(ObservationRules.Check(batch, StationDirectory.Shipped, Now).Accepted).Reading.Tenths);
        });

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
