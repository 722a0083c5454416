using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

/// <summary>How often one reader sees a campaign at most.</summary>
internal sealed record FrequencyCapRequest
{
    private static readonly string[] Names = ["minute", "hour", "day", "lifetime", "session"];

    /// <summary>1 to 1,000.</summary>
    public required int Count { get; init; }

    /// <summary><c>minute</c>, <c>hour</c>, <c>day</c>, <c>lifetime</c> or <c>session</c>.</summary>
    public required string Per { get; init; }

    public static FrequencyCapRequest Of(FrequencyCap cap) => new() { Count = cap.Count, Per = Names[(int)cap.Period] };

    public void Check(RequestErrors errors, string pointer)
    {
        errors.Check(Count is >= 1 and <= FrequencyCap.CountMax, $"{pointer}/count", $"Must be 1 to {FrequencyCap.CountMax}.");
        errors.Check(Names.Contains(Per), $"{pointer}/per", $"Must be one of {string.Join(", ", Names)}.");
    }

    public FrequencyCap Cap() => new(Count, (CapPeriod)Array.IndexOf(Names, Per));
}
