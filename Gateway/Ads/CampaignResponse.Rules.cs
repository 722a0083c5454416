using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

internal sealed partial record CampaignResponse
{
    public string Priority { get; init; } = "";

    public ImmutableArray<DaypartRequest>? Dayparts { get; init; }

    public TargetingRequest? Targeting { get; init; }

    public ImmutableArray<FrequencyCapRequest>? Caps { get; init; }

    public ImmutableArray<string>? Labels { get; init; }

    public bool? BesideEmergency { get; init; }

    /// <summary>As the campaign was booked, so that an answer can be sent back as a request.</summary>
    private CampaignResponse With(DeliveryRules rules) => this with
    {
        Priority = CampaignRequest.PriorityName(rules.Priority),
        Dayparts = rules.Dayparts.IsEmpty ? null : [.. rules.Dayparts.Select(DaypartRequest.Of)],
        Targeting = TargetingRequest.Of(rules.Conditions),
        Caps = rules.Caps.IsEmpty ? null : [.. rules.Caps.Select(FrequencyCapRequest.Of)],
        Labels = rules.Labels.IsEmpty ? null : rules.Labels,
        BesideEmergency = rules.BesideEmergency ? true : null,
    };
}
