using System.Collections.Immutable;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>All that a run depends on: the same scenario gives the same run.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required double Hours { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Parts of the traffic by gateway, in any unit.</summary>
    public ImmutableArray<double> Gateways { get; init; } = [50, 30, 20];

    public required Traffic Traffic { get; init; }

    public Readers Readers { get; init; } = new();

    public ImmutableArray<Death> Deaths { get; init; } = [];

    public required ImmutableArray<Booking> Bookings { get; init; }

    public DateTimeOffset End => Start.AddHours(Hours);
}
