using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>How a gateway asks for numbers; section <c>Ads:Leases</c>.</summary>
internal sealed class LeasesOptions
{
    public const string Section = "Ads:Leases";

    /// <summary>Seconds of a campaign's traffic for which numbers are asked for at once.</summary>
    [Range(1, 20)]
    public int TrafficSeconds { get; init; } = 5;

    /// <summary>Numbers that are asked for at once at most.</summary>
    [Range(1, 1_000_000)]
    public int SizeMax { get; init; } = 10_000;

    /// <summary>Calls to budgets under way at once.</summary>
    [Range(1, 1_000)]
    public int CallsMax { get; init; } = 16;

    /// <summary>Longest wait for one of them; its outcome is then unknown.</summary>
    [Range(10, 60_000)]
    public int CallMilliseconds { get; init; } = 2_000;

    /// <summary>Longest pause before a call that failed is repeated.</summary>
    [Range(10, 60_000)]
    public int RetryMillisecondsMax { get; init; } = 2_000;

    /// <summary>For how long numbers are asked for after the last decision that could have gone to a campaign.</summary>
    [Range(1, 3_600)]
    public int WantedSeconds { get; init; } = 60;

    /// <summary>After so long without such a decision a campaign with a goal gets its numbers back: other gateways may need them.</summary>
    [Range(1, 60)]
    public int IdleSeconds { get; init; } = 3;

    /// <summary>Longest wait of a decision for numbers that are asked for.</summary>
    [Range(0, 5_000)]
    public int ColdWaitMilliseconds { get; init; } = 300;

    /// <summary>Decisions that wait so at once. Others are answered without a banner.</summary>
    [Range(0, 1_000_000)]
    public int ColdWaitersMax { get; init; } = 2_000;

    /// <summary>Returns that wait for budgets. Beyond it they are given up; the budget closes those leases by itself.</summary>
    [Range(1, 1_000_000)]
    public int ReturnsMax { get; init; } = 10_000;

    /// <summary>Longest time that a stopping process takes to return what it holds.</summary>
    [Range(0, 60)]
    public int StopSeconds { get; init; } = 3;
}
