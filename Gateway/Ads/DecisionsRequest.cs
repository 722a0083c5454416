using Sokbo.Gateway.Ads.Decisions;

namespace Sokbo.Gateway.Ads;

internal sealed record DecisionsRequest
{
    /// <summary>1 to 20 ids of slots on the page's site.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    /// <summary>The publication whose slots they are; unless given, that of the host name. Pages of other publishers name it.</summary>
    public string? Site { get; init; }

    /// <summary>The page that asks, or its path alone.</summary>
    public PageRequest? Page { get; init; }

    /// <summary>Token that carries frequency caps. Not used yet.</summary>
    public string? CapToken { get; init; }

    /// <summary>Whether the reader agreed to first-party storage. Not used yet.</summary>
    public bool? Consent { get; init; }
}
