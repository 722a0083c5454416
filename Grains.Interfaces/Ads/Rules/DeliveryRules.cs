using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>Where, when and how often a campaign may be shown, besides its slots and dates. The default restricts nothing.</summary>
[GenerateSerializer, Immutable, Alias("ads.DeliveryRules")]
public sealed record DeliveryRules
{
    public const int DaypartsMax = 20;
    public const int ConditionsMax = 20;
    public const int LabelsMax = 10;

    public static DeliveryRules None { get; } = new();

    [Id(0)] public CampaignPriority Priority { get; init; }

    /// <summary>It runs in any of these; empty for always.</summary>
    [Id(1)] public ImmutableArray<Daypart> Dayparts { get; init; } = [];

    /// <summary>All must hold.</summary>
    [Id(2)] public ImmutableArray<TargetingCondition> Conditions { get; init; } = [];

    /// <summary>None may be passed.</summary>
    [Id(3)] public ImmutableArray<FrequencyCap> Caps { get; init; } = [];

    /// <summary>Two banners with a label in common are never on one page at the same time.</summary>
    [Id(4)] public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Cleared to stand on a page that shows a weather warning of the highest level (중대경보). Nobody is unless somebody says so.</summary>
    [Id(5)] public bool BesideEmergency { get; init; }

    /// <summary>Whether nothing about the page, the reader or the hour matters.</summary>
    public bool IsOpen => Dayparts.IsEmpty && Conditions.IsEmpty && Caps.IsEmpty && Labels.IsEmpty;

    public bool AllowsHour(DateTimeOffset now) => Dayparts.IsEmpty || Dayparts.Any(daypart => daypart.Contains(now));
}
