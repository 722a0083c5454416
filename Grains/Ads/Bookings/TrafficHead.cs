using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What is written with every report.</summary>
[GenerateSerializer, Alias("ads.TrafficHead")]
internal sealed class TrafficHead
{
    /// <summary>Gateways that were heard of last, at most <see cref="TrafficRules.CursorsMax"/>.</summary>
    [Id(0)] public ImmutableArray<TrafficCursor> Cursors { get; init; } = [];

    /// <summary>In ascending order.</summary>
    [Id(1)] public ImmutableArray<SeenHour> Hours { get; init; } = [];

    /// <summary>In ascending order, at most <see cref="TrafficRules.MonthsMax"/>. Written with the cursors, so that a report counts once.</summary>
    [Id(2)] public ImmutableArray<MonthDemand> Months { get; init; } = [];
}
