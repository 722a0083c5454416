using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>One thing that a batch does.</summary>
[GenerateSerializer, Immutable, Alias("ads.BatchStep")]
public sealed record BatchStep
{
    [Id(0)] public required BatchStepKind Kind { get; init; }

    /// <summary>The campaign; of a new one the id that it gets, which only this batch knows.</summary>
    [Id(1)] public required string Campaign { get; init; }

    /// <summary>Of a new campaign.</summary>
    [Id(2)] public CampaignOwner? Owner { get; init; }

    [Id(3)] public CampaignDraft? Draft { get; init; }

    [Id(4)] public ImmutableArray<NewCreative> Creatives { get; init; } = [];

    /// <summary>The creative to approve.</summary>
    [Id(5)] public string Creative { get; init; } = "";

    /// <summary>The revision of it that was looked at.</summary>
    [Id(6)] public int Revision { get; init; }

    /// <summary>What that revision was, put in when the batch is checked: the approval is for this and nothing else.</summary>
    [Id(7)] public Creative? Seen { get; init; }
}
