namespace Sokbo.Gateway.Weather.Warnings;

internal sealed record WarningsRequestRow
{
    /// <summary>Id of a region, see <c>GET /stations</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Code of the zone (특보구역).</summary>
    public required string Zone { get; init; }

    public required string ZoneName { get; init; }

    /// <summary>As it came, for example 호우.</summary>
    public required string Kind { get; init; }

    /// <summary>As it came, for example 주의보; a level that nobody knows is shown.</summary>
    public required string Level { get; init; }

    /// <summary>As it came, for example 발표; 해제 and 변경해제 lift, everything else holds.</summary>
    public required string Command { get; init; }

    /// <summary>tmFc, RFC 3339 with an offset.</summary>
    public required string IssuedAt { get; init; }

    /// <summary>tmSeq; 0 unless given.</summary>
    public int? Sequence { get; init; }

    /// <summary>tmEf.</summary>
    public string? EffectiveAt { get; init; }

    /// <summary>Announced end; it ends nothing by itself.</summary>
    public string? EndsAt { get; init; }
}
