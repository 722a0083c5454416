using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>State of <c>weather/warnings/{region}</c>.</summary>
[GenerateSerializer, Immutable, Alias("weather.WarningsState")]
public sealed record WarningsState : TopicPayload
{
    /// <summary>From the check on: then nobody knows any more whether there are others.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(40);

    [Id(0)] public required string Region { get; init; }

    /// <summary>Those that have not been lifted, the most severe first.</summary>
    [Id(1)] public required ImmutableArray<WarningReport> InForce { get; init; }

    /// <summary>When the source was last asked and answered; null before the first time.</summary>
    [Id(2)] public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Whether one of the highest level is listed: announced is enough, and only a lift ends it, however old the list is.</summary>
    public bool HasEmergency => InForce.Any(report => WarningWords.IsEmergency(report.Level));

    /// <summary>Whether the list is complete. Without it an empty list does not mean that there are no warnings.</summary>
    public bool IsKnown(DateTimeOffset now) => IsKnown(moment => now >= moment);

    /// <param name="hasPassed">Whether a moment has come.</param>
    public bool IsKnown(Func<DateTimeOffset, bool> hasPassed) => CheckedAt is { } at && !hasPassed(at + KnownFor);
}
