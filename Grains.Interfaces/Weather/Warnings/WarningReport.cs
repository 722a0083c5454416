namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>What an agency said at one time about one kind of danger in one zone (특보). Words are kept as they came: the lists of kinds and levels grow.</summary>
[GenerateSerializer, Immutable, Alias("weather.WarningReport")]
public sealed record WarningReport
{
    /// <summary>Code of the zone (특보구역); with <see cref="Kind"/> the identity.</summary>
    [Id(0)] public required string Zone { get; init; }

    [Id(1)] public required string ZoneName { get; init; }

    /// <summary>For example 호우.</summary>
    [Id(2)] public required string Kind { get; init; }

    /// <summary>For example 주의보, 경보, 중대경보.</summary>
    [Id(3)] public required string Level { get; init; }

    /// <summary>For example 발표, 해제, 변경발표, 변경해제; see <see cref="WarningWords.IsLift"/>.</summary>
    [Id(4)] public required string Command { get; init; }

    /// <summary>tmFc.</summary>
    [Id(5)] public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>tmSeq.</summary>
    [Id(6)] public int Sequence { get; init; }

    /// <summary>tmEf: null where it holds from the issue on.</summary>
    [Id(7)] public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>Announced end. Only a lift ends a warning, whatever a clock says.</summary>
    [Id(8)] public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who vouches for it, see <see cref="Attribution"/>.</summary>
    [Id(9)] public required string Source { get; init; }
}
