using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>What the page of a station shows of it.</summary>
public sealed record StationPart
{
    public required StationInfo Station { get; init; }

    /// <summary>Null while it has never reported.</summary>
    public required PageTopic<StationState>? Topic { get; init; }

    /// <summary>Oldest first; null where the cluster does not answer, so that nobody takes an outage for an empty record.</summary>
    public required ImmutableArray<Reading>? History { get; init; }

    public Reading? Last => Topic?.State.Last;

    /// <summary>A value of no age that is shown is none, as for a row of the table.</summary>
    public ReadingAge AgeAt(PageClock clock) =>
        Last?.Tenths is null ? ReadingAge.Gone : ReadingAges.Of(Last.ObservedAt, clock.HasPassed);
}
