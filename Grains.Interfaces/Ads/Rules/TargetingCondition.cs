using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>
/// One condition of a campaign: the page has at least one of the values to include, unless there are none, and none of
/// the values to exclude. All conditions of a campaign must hold.
/// </summary>
/// <remarks>Ids of sections are compared as they are, everything else without regard to case.</remarks>
[GenerateSerializer, Immutable, Alias("ads.TargetingCondition")]
public sealed record TargetingCondition
{
    public const int ValuesMax = 200;
    public const int ValueLengthMax = 100;

    [Id(0)] public required TargetingDimension Dimension { get; init; }

    /// <summary>Which key-value is meant; empty for the other dimensions.</summary>
    [Id(1)] public string Key { get; init; } = "";

    [Id(2)] public ImmutableArray<string> Include { get; init; } = [];

    [Id(3)] public ImmutableArray<string> Exclude { get; init; } = [];
}
