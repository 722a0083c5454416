using System.Runtime.InteropServices;
using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>What came out of a decision, and where the rotations stood. Places count from 0; −1 stands for none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Choice
{
    public required DecisionReason Reason { get; init; }

    public required int Campaign { get; init; }

    public required int Creative { get; init; }

    public LeasedNumber Number { get; init; }

    /// <summary>Members of the set that was rotated over.</summary>
    public int SetCount { get; init; }

    public TurnMark CampaignTurn { get; init; }

    public TurnMark CreativeTurn { get; init; }

    public static Choice None(DecisionReason reason) => new() { Reason = reason, Campaign = -1, Creative = -1 };
}
