namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What a station reported for one time, already checked by <see cref="ObservationRules"/>.</summary>
[GenerateSerializer, Immutable, Alias("weather.Reading")]
public sealed record Reading
{
    [Id(0)] public required DateTimeOffset ObservedAt { get; init; }

    [Id(1)] public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Tenths of a degree Celsius; null when no temperature came. Never a sentinel.</summary>
    [Id(2)] public int? Tenths { get; init; }

    /// <summary>As it was reported; empty for none.</summary>
    [Id(3)] public string Sky { get; init; } = "";

    [Id(4)] public ReadingQuality Quality { get; init; }

    /// <summary>Who vouches for it, see <see cref="Attribution"/>.</summary>
    [Id(5)] public required string Source { get; init; }

    /// <summary>What the checks, and operators, say about <see cref="Tenths"/>.</summary>
    [Id(6)] public QualityFlags Flags { get; init; }

    /// <summary>What was measured beside the temperature; null for nothing.</summary>
    [Id(7)] public Measures? Measures { get; init; }

    /// <summary>When <see cref="Sky"/> was observed, where that was before the rest.</summary>
    [Id(8)] public DateTimeOffset? SkyAt { get; init; }

    public DateTimeOffset SkyTime => SkyAt ?? ObservedAt;

    /// <summary>Whether both say the same, whenever they were received and whatever was thought of them.</summary>
    public bool SaysTheSameAs(Reading other) =>
        this with { Measures = Measures?.AsSent } == other with { ReceivedAt = ReceivedAt, Flags = Flags, Measures = other.Measures?.AsSent };
}
