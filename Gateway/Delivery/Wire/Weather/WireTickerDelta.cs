using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>
/// Change of <c>weather/ticker</c>. <c>a</c>, <c>q</c>, <c>m</c> and <c>mby</c> replace what stood before, and are
/// empty where they are absent; see <see cref="WireTicker"/>.
/// </summary>
[MessagePackObject, WireOut]
public sealed record WireTickerDelta
{
    [Key("v")] public required int OrderVersion { get; init; }

    [Key("at")] public long? At { get; init; }

    [Key("next")] public long? Next { get; init; }

    /// <summary>New words, to be put behind those before.</summary>
    [Key("w")] public IReadOnlyList<string>? NewWords { get; init; }

    /// <summary>For each row what to add to its tenths; empty where few rows changed, which are all in <see cref="Replaced"/> then.</summary>
    [Key("d")] public required IReadOnlyList<int> Differences { get; init; }

    /// <summary>Pairs of row and its whole new packed value.</summary>
    [Key("s")] public IReadOnlyList<int[]>? Replaced { get; init; }

    /// <summary>Only where it changed.</summary>
    [Key("by")] public string? By { get; init; }

    [Key("a")] public IReadOnlyList<long[]>? Lags { get; init; }

    [Key("q")] public IReadOnlyList<long[]>? Qualities { get; init; }

    [Key("m")] public IReadOnlyList<int>? Others { get; init; }

    [Key("mby")] public string? OthersBy { get; init; }
}
