using System.Collections.Immutable;

namespace Sokbo.Fixtures.Weather;

/// <summary>
/// Which days are for what. Thresholds are chosen on <see cref="Open"/> days only; <see cref="HeldOut"/> days say how good
/// they are, and a threshold is not changed for what they say.
/// </summary>
public static class TestDaySeeds
{
    public static ImmutableArray<int> Open { get; } = [.. Enumerable.Range(1, 200)];

    public static ImmutableArray<int> HeldOut { get; } = [.. Enumerable.Range(90_001, 200)];
}
