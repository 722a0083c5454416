using System.Collections.Immutable;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Why a decision came out as it did.</summary>
internal sealed record ExplanationResponse
{
    public required string Decision { get; init; }

    public required string Site { get; init; }

    public required string Slot { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Position of the catalogue's topic.</summary>
    public required string Catalogue { get; init; }

    /// <summary>Why there was no banner; absent with a banner.</summary>
    public string? Reason { get; init; }

    /// <summary>What was shown; absent for advertisers where it is not theirs.</summary>
    public string? Campaign { get; init; }

    public string? Creative { get; init; }

    public long? Lease { get; init; }

    public int? Number { get; init; }

    /// <summary>Campaigns that the turn was among; ad operations only.</summary>
    public RotationResponse? Rotation { get; init; }

    public RotationResponse? CreativeRotation { get; init; }

    /// <summary>What campaigns could know of the page, such as <c>section:sports</c>; ad operations only.</summary>
    public ImmutableArray<string>? Page { get; init; }

    /// <summary>Whether the engine, given the record, has decided the same again.</summary>
    public required bool Repeats { get; init; }

    /// <summary>Those booked on the slot that the key may see.</summary>
    public required ImmutableArray<CampaignReasonResponse> Campaigns { get; init; }
}
