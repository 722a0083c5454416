using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

internal sealed partial record CampaignRequest
{
    public const int LabelLengthMax = 64;

    private static readonly string[] Priorities = ["standard", "sponsorship", "house"];

    /// <summary><c>sponsorship</c>, <c>standard</c> or <c>house</c>.</summary>
    public string Priority { get; init; } = "standard";

    /// <summary>It runs in any of these, at most 20; unless given, always.</summary>
    public IReadOnlyList<DaypartRequest>? Dayparts { get; init; }

    public TargetingRequest? Targeting { get; init; }

    /// <summary>At most one of each period.</summary>
    public IReadOnlyList<FrequencyCapRequest>? Caps { get; init; }

    /// <summary>At most 10. Two banners with a label in common are never on one page at the same time.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Cleared for pages that show a weather warning of the highest level (중대경보). Unless set, it is held back there.</summary>
    public bool BesideEmergency { get; init; }

    public static string PriorityName(CampaignPriority priority) => Priorities[(int)priority];

    public void CheckRules(RequestErrors errors)
    {
        errors.Check(Priorities.Contains(Priority), "/priority", $"Must be one of {string.Join(", ", Priorities)}.");
        errors.Check((Dayparts?.Count ?? 0) <= DeliveryRules.DaypartsMax, "/dayparts", $"At most {DeliveryRules.DaypartsMax} are taken.");
        foreach (var (index, daypart) in (Dayparts ?? []).Take(DeliveryRules.DaypartsMax).Index())
        {
            daypart.Check(errors, $"/dayparts/{index}");
        }

        Targeting?.Check(errors, "/targeting");
        errors.Check(Caps?.DistinctBy(cap => cap.Per).Count() == Caps?.Count, "/caps", "At most one cap of each period is taken.");
        foreach (var (index, cap) in (Caps ?? []).Take(Enum.GetValues<CapPeriod>().Length).Index())
        {
            cap.Check(errors, $"/caps/{index}");
        }

        errors.Check((Labels?.Count ?? 0) <= DeliveryRules.LabelsMax, "/labels", $"At most {DeliveryRules.LabelsMax} are taken.");
        foreach (var (index, label) in (Labels ?? []).Take(DeliveryRules.LabelsMax).Index())
        {
            errors.CheckText(label, $"/labels/{index}", LabelLengthMax, required: true);
        }
    }

    public DeliveryRules Rules() => new()
    {
        Priority = (CampaignPriority)Array.IndexOf(Priorities, Priority),
        Dayparts = [.. (Dayparts ?? []).Select(daypart => daypart.Daypart())],
        Conditions = [.. Targeting?.Conditions() ?? []],
        Caps = [.. (Caps ?? []).Select(cap => cap.Cap())],
        Labels = [.. (Labels ?? []).Distinct(StringComparer.OrdinalIgnoreCase)],
        BesideEmergency = BesideEmergency,
    };
}
