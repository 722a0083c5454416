using System.Collections.Immutable;
using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Decides which rows of a batch become readings. Whatever is refused is never shown: a sentinel, an implausible or
/// conflicting value, a time that cannot be.
/// </summary>
public static class ObservationRules
{
    /// <summary>Code of a row whose station nobody has added.</summary>
    public const string UnknownStation = "unknown-station";

    public const int RowsMax = 1_000;

    public const int SkyLengthMax = 40;

    private const decimal ColdestMissing = -49.95m;

    /// <summary>Clocks of sources may be fast by this much.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(10);

    /// <summary>Older observations have no place in the history of a station.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromHours(48);

    public static IntakeResult Check(ObservationBatch batch, StationDirectory stations, DateTimeOffset now)
    {
        var dropped = ImmutableArray.CreateBuilder<DroppedValue>();
        var sent = batch.Rows;
        batch = batch with { Rows = [.. sent.Zip(StationSequence.NumbersOf(sent, stations), (row, number) => row with { StationId = number })] };
        var accepted = ImmutableArray.CreateBuilder<AcceptedReading>();
        var repaired = ImmutableArray.CreateBuilder<RepairedRow>();
        var refused = ImmutableArray.CreateBuilder<RefusedRow>();
        var repeated = 0;
        var conflicting = Conflicting(batch.Rows);
        var seen = new HashSet<int>();

        for (var index = 0; index < batch.Rows.Length; index++)
        {
            var row = batch.Rows[index];
            if (RefusalOf(row, stations, batch.ObservedAt, now, conflicting) is var (code, reason))
            {
                refused.Add(new RefusedRow(index, row.StationId, code, reason));
                continue;
            }

            if (!seen.Add(row.StationId))
            {
                repeated++;
                continue;
            }

            var station = stations.Find(row.StationId) ?? throw new InvalidOperationException("An unknown station was not refused.");
            var repair = sent[index].StationId == 0 ? NumberFound(index, station) : batch.HasNames ? RepairOf(index, row, station) : null;
            if (repair is not null)
            {
                repaired.Add(repair);
            }

            accepted.Add(new AcceptedReading(station, ReadingOf(row, batch, now, repair is not null) with { Measures = MeasureRules.Check(index, row, dropped) }));
        }

        return new IntakeResult(accepted.ToImmutable(), repaired.ToImmutable(), refused.ToImmutable(), repeated) { Dropped = dropped.ToImmutable() };
    }

    private static Reading ReadingOf(ObservationRow row, ObservationBatch batch, DateTimeOffset now, bool repaired) => new()
    {
        ObservedAt = batch.ObservedAt.ToUniversalTime(),
        ReceivedAt = now.ToUniversalTime(),
        Tenths = row.TemperatureCelsius is { } celsius ? TemperatureTenths.Of(celsius) : null,
        Sky = SkyOf(row),
        Quality = repaired ? ReadingQuality.Repaired : ReadingQuality.Good,
        Source = batch.Source,
    };

    /// <summary>KMA writes a hyphen where nobody observes the sky.</summary>
    private static string SkyOf(ObservationRow row) => row.Sky?.Trim() is { } sky and not "-" ? sky : "";

    /// <summary>Stations with several rows that do not say the same. Nobody knows which is right, so none is shown.</summary>
    private static HashSet<int> Conflicting(ImmutableArray<ObservationRow> rows) =>
    [
        .. rows.Where(row => row.StationId != 0).GroupBy(row => row.StationId)
            .Where(group => group.Select(row => (row.TemperatureCelsius, SkyOf(row), row.Measured)).Distinct().Skip(1).Any())
            .Select(group => group.Key),
    ];

    private static RepairedRow NumberFound(int index, StationInfo station) => new(
        index, station.Number, "number-missing", $"The station is {station.Number.ToString(CultureInfo.InvariantCulture)} {station.Name}, by its name or its place.");

    private static RepairedRow? RepairOf(int index, ObservationRow row, StationInfo station)
    {
        var name = row.Name?.Trim();
        return name switch
        {
            null or "" => new RepairedRow(index, station.Number, "name-missing", $"The name is {station.Name}, by its number."),
            _ when name != station.Name => new RepairedRow(
                index, station.Number, "name-differs", $"The name is {station.Name}, by its number, and not the one that was sent."),
            _ => null,
        };
    }

    private static (string Code, string Reason)? RefusalOf(
        ObservationRow row, StationDirectory stations, DateTimeOffset observedAt, DateTimeOffset now, HashSet<int> conflicting) => row switch
        {
            _ when row.StationId == 0 =>
                ("station-unclear", "The row has no number, and neither its name nor its place among the others says which station it is."),
            _ when stations.Find(row.StationId) is { IsOpen: false } =>
                ("closed-station", $"The station {row.StationId.ToString(CultureInfo.InvariantCulture)} is closed."),
            _ when stations.Find(row.StationId) is null =>
                (UnknownStation, $"No station has the number {row.StationId.ToString(CultureInfo.InvariantCulture)}."),
            _ when observedAt > now + AheadMax => ("observed-ahead", "The observation is more than 10 minutes in the future."),
            _ when observedAt < now - AgeMax => ("observed-too-old", "The observation is more than 48 hours old."),
            _ when conflicting.Contains(row.StationId) =>
                ("conflicting-rows", "The batch has several rows for the station, with different values."),
            _ when row.TemperatureCelsius is { } celsius && TemperatureRefusal(celsius) is { } refusal => refusal,
            _ when SkyOf(row) is var sky && (sky.Length > SkyLengthMax || !PlainText.IsPlain(sky)) =>
                ("sky-not-a-word", "The sky must be a word of at most 40 visible characters."),
            _ when row.TemperatureCelsius is null && SkyOf(row).Length == 0 =>
                ("no-reading", "The row has neither a temperature nor a sky."),
            _ => null,
        };

    private static (string Code, string Reason)? TemperatureRefusal(decimal celsius)
    {
        // −49.95 and colder would be shown as −50.0, which readers and formats take for "missing".
        if (celsius <= ColdestMissing)
        {
            return ("sentinel-temperature", "−50 °C and below stand for a missing value; leave the temperature out instead.");
        }

        return celsius > TemperatureTenths.Max / 10m
            ? ("implausible-temperature", "Above 50 °C is not plausible.")
            : null;
    }
}
