using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>
/// State of <c>weather/ticker</c>, by columns: every list of rows is in the order of the stations that belongs to
/// <see cref="OrderVersion"/>, and a row is named by its place in it. Times are Unix minutes.
/// </summary>
[MessagePackObject, WireOut]
public sealed record WireTicker
{
    [Key("v")] public required int OrderVersion { get; init; }

    /// <summary>Time of the newest observation; absent before the first.</summary>
    [Key("at")] public long? At { get; init; }

    /// <summary>When the next report is expected.</summary>
    [Key("next")] public long? Next { get; init; }

    [Key("w")] public required IReadOnlyList<string> Words { get; init; }

    /// <summary>For each row <c>sky &lt;&lt; 10 | (tenths + 512)</c>, see <see cref="TickerPacking"/>.</summary>
    [Key("p")] public required IReadOnlyList<int> Packed { get; init; }

    /// <summary>The line that stands beside every reading but those in <see cref="Others"/>; empty before the first.</summary>
    [Key("by")] public required string By { get; init; }

    /// <summary>Pairs of row and minutes by which its observation is older than <see cref="At"/>.</summary>
    [Key("a")] public IReadOnlyList<long[]>? Lags { get; init; }

    /// <summary>Pairs of row and quality, where it is not good: 1 repaired.</summary>
    [Key("q")] public IReadOnlyList<long[]>? Qualities { get; init; }

    /// <summary>Rows that <see cref="OthersBy"/> vouches for.</summary>
    [Key("m")] public IReadOnlyList<int>? Others { get; init; }

    [Key("mby")] public string? OthersBy { get; init; }
}
