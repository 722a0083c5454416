using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Weather.Warnings;

internal sealed record WarningResponse
{
    public required string Zone { get; init; }

    public required string ZoneName { get; init; }

    public required string Kind { get; init; }

    public required string Level { get; init; }

    public required string Command { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required int Sequence { get; init; }

    public DateTimeOffset? EffectiveAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Must stand beside the warning wherever it is shown.</summary>
    public required string Attribution { get; init; }

    public static WarningResponse Of(WarningReport report) => new()
    {
        Zone = report.Zone,
        ZoneName = report.ZoneName,
        Kind = report.Kind,
        Level = report.Level,
        Command = report.Command,
        IssuedAt = report.IssuedAt.ToOffset(ReadingResponse.SeoulOffset),
        Sequence = report.Sequence,
        EffectiveAt = report.EffectiveAt?.ToOffset(ReadingResponse.SeoulOffset),
        EndsAt = report.EndsAt?.ToOffset(ReadingResponse.SeoulOffset),
        Attribution = Grains.Interfaces.Weather.Attribution.Of(report.Source),
    };
}
