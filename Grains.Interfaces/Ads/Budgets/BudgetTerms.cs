namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>What a budget must know of its campaign. Amounts are whole won.</summary>
[GenerateSerializer, Immutable, Alias("ads.BudgetTerms")]
public sealed record BudgetTerms
{
    public const long GoalMax = 1_000_000_000;
    public const long PriceWonMax = 1_000_000_000;

    [Id(0)] public required string Site { get; init; }

    [Id(1)] public required string AdvertiserId { get; init; }

    /// <summary>Of the campaign: terms of an older revision change nothing.</summary>
    [Id(2)] public required int Revision { get; init; }

    [Id(3)] public required Pricing Pricing { get; init; }

    /// <summary>For the period, a thousand or a click, as <see cref="Pricing"/> says.</summary>
    [Id(4)] public long PriceWon { get; init; }

    /// <summary>Events to bill at most; null for a flat price.</summary>
    [Id(5)] public long? Goal { get; init; }

    /// <summary>Events to bill on one day in Seoul at most; null for no cap. The same on every day.</summary>
    [Id(6)] public long? DailyCap { get; init; }

    [Id(7)] public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    [Id(8)] public DateTimeOffset? End { get; init; }

    [Id(9)] public Pacing Pacing { get; init; }

    [Id(10)] public bool Paused { get; init; }

    /// <summary>Of the campaign, for statements.</summary>
    [Id(30)] public string Name { get; init; } = "";
}
