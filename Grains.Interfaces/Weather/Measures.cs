namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What a station measured beside the temperature, checked by <see cref="MeasureRules"/>. Null for what is missing; never a sentinel.</summary>
[GenerateSerializer, Immutable, Alias("weather.Measures")]
public sealed record Measures
{
    /// <summary>Tenths of a degree Celsius.</summary>
    [Id(0)] public int? DewPoint { get; init; }

    /// <summary>Tenths of a percent.</summary>
    [Id(1)] public int? Humidity { get; init; }

    /// <summary>Tenths of a metre per second.</summary>
    [Id(2)] public int? Wind { get; init; }

    /// <summary>Degrees, 0 to 359; null in a calm.</summary>
    [Id(3)] public int? WindFrom { get; init; }

    /// <summary>Tenths of a metre per second.</summary>
    [Id(4)] public int? Gust { get; init; }

    /// <summary>Tenths of a hectopascal, at sea level.</summary>
    [Id(5)] public int? Pressure { get; init; }

    /// <summary>Tenths of a millimetre in the hour before.</summary>
    [Id(6)] public int? Rain { get; init; }

    /// <summary>Tenths of a millimetre since midnight in Seoul.</summary>
    [Id(7)] public int? RainToday { get; init; }

    /// <summary>What the checks do not believe: kept, and not shown.</summary>
    [Id(8)] public MeasureDoubts Doubtful { get; init; }

    /// <summary>Without the doubts.</summary>
    public Measures AsSent => this with { Doubtful = MeasureDoubts.None };

    /// <summary>These, and from the other what is missing here.</summary>
    public Measures Over(Measures? other) => other is null ? this : new()
    {
        DewPoint = DewPoint ?? other.DewPoint,
        Humidity = Humidity ?? other.Humidity,
        Wind = Wind ?? other.Wind,
        WindFrom = Wind is null ? WindFrom ?? other.WindFrom : WindFrom,
        Gust = Gust ?? other.Gust,
        Pressure = Pressure ?? other.Pressure,
        Rain = Rain ?? other.Rain,
        RainToday = RainToday ?? other.RainToday,
        Doubtful = Doubtful | (other.Doubtful & ~Known),
    };

    private MeasureDoubts Known =>
        (DewPoint is null ? MeasureDoubts.None : MeasureDoubts.DewPoint) | (Humidity is null ? MeasureDoubts.None : MeasureDoubts.Humidity)
        | (Wind is null ? MeasureDoubts.None : MeasureDoubts.Wind) | (Pressure is null ? MeasureDoubts.None : MeasureDoubts.Pressure);
}
