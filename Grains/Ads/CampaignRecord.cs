using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

/// <summary>What a campaign grain stores.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignRecord")]
internal sealed record CampaignRecord
{
    public const int OperationsMax = 64;

    [Id(0)] public required CampaignDetails Campaign { get; init; }

    /// <summary>The last operations, oldest first: a repetition finds itself here and changes nothing.</summary>
    [Id(1)] public ImmutableArray<CampaignOperation> Operations { get; init; } = [];

    /// <summary>Creatives ever made; numbers are not used again.</summary>
    [Id(2)] public int CreativesMade { get; init; }

    /// <summary>The revision that catalogue and slots have confirmed. A smaller one than the campaign's is owed.</summary>
    [Id(3)] public int ToldRevision { get; init; }

    /// <summary>Whether the campaign was running when they were told.</summary>
    [Id(4)] public bool ToldRunning { get; init; }

    /// <summary>Slots that the campaign has left and that do not know it yet.</summary>
    [Id(5)] public ImmutableArray<string> FormerSlots { get; init; } = [];

    /// <summary>When they were told: dates of creatives that have passed since then are news to them. Null before they had any.</summary>
    [Id(6)] public DateTimeOffset? ToldAt { get; init; }

    /// <summary>A change of what is paid for that the budget was asked for. Nothing else changes before it is answered.</summary>
    [Id(7)] public AskedChange? Asked { get; init; }

    public bool Owes => ToldRevision < Campaign.Revision;
}
