using System.Runtime.InteropServices;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The banner for a slot with the number that it may bill, or why there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DecisionOutcome
{
    /// <summary>Whether there is a banner or not, it can be explained.</summary>
    public required DecisionId Decision { get; init; }

    public required DecisionReason Reason { get; init; }

    /// <summary>Null without a banner.</summary>
    public CatalogueCampaign? Campaign { get; init; }

    /// <summary>Null without a banner.</summary>
    public Creative? Creative { get; init; }

    public LeasedNumber Number { get; init; }
}
