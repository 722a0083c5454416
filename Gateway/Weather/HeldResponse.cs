using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>A reading that is held back.</summary>
internal sealed record HeldResponse
{
    public required int StationId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public decimal? TemperatureCelsius { get; init; }

    /// <summary>What the neighbours let expect.</summary>
    public decimal? ExpectedCelsius { get; init; }

    /// <summary>The checks it failed: <c>step</c>, <c>persistence</c>, <c>neighbours</c>.</summary>
    public required IReadOnlyList<string> Failed { get; init; }

    /// <summary>As MADIS writes it: Q.</summary>
    public required string Flag { get; init; }

    public required string Source { get; init; }

    public static HeldResponse Of(StationReading held) => new()
    {
        StationId = held.StationId,
        Name = StationTable.Find(held.StationId)?.Name ?? "",
        ObservedAt = held.Reading.ObservedAt.ToOffset(ReadingResponse.SeoulOffset),
        ReceivedAt = held.Reading.ReceivedAt.ToOffset(ReadingResponse.SeoulOffset),
        TemperatureCelsius = held.Reading.Tenths / 10m,
        ExpectedCelsius = held.Reading.Flags.ExpectedTenths / 10m,
        Failed =
        [
            .. Enum.GetValues<QualityChecks>()
                .Where(check => check != QualityChecks.None && held.Reading.Flags.Failed.HasFlag(check))
                .Select(check => check.ToString().ToLowerInvariant()),
        ],
        Flag = held.Reading.Flags.Letter.ToString(),
        Source = held.Reading.Source,
    };
}
