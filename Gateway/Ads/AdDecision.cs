namespace Sokbo.Gateway.Ads;

/// <summary>Answer for one slot: a banner, or the reason why there is none.</summary>
internal sealed record AdDecision
{
    public required string Slot { get; init; }

    /// <summary><c>no-candidate</c>, <c>competitive</c>, <c>frequency-cap</c>, <c>no-lease</c>, <c>unknown-slot</c> or <c>catalogue-stale</c>; absent with a banner.</summary>
    public string? Reason { get; init; }

    /// <summary>Names the decision to whoever asks why it came out so; absent where nothing was decided.</summary>
    public string? Decision { get; init; }

    public string? Ticket { get; init; }

    public AdCreative? Creative { get; init; }

    /// <summary>Where the banner's link leads: a path on this site, which redirects.</summary>
    public string? ClickUrl { get; init; }

    /// <summary>Seconds in view before the page asks for the next banner.</summary>
    public int? IntervalSeconds { get; init; }

    public static AdDecision None(string slot, string reason, int? intervalSeconds = null) =>
        new() { Slot = slot, Reason = reason, IntervalSeconds = intervalSeconds };
}
