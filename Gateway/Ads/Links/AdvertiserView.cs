using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>What the page of a campaign shows.</summary>
public sealed record AdvertiserView
{
    public required AdvertiserText Text { get; init; }

    public required SiteInfo Site { get; init; }

    public required CatalogueCampaign Campaign { get; init; }

    public required BudgetState State { get; init; }

    /// <summary>The newest first.</summary>
    public required ImmutableArray<MonthAccount> Months { get; init; }

    public required ImmutableArray<SlotMock> Mocks { get; init; }

    /// <summary>Path of the page, without a query.</summary>
    public required string Path { get; init; }

    /// <summary>Path of its event stream.</summary>
    public required string StreamPath { get; init; }

    public required DateTimeOffset Now { get; init; }

    public string NameOf(string creative) =>
        Campaign.Creatives.FirstOrDefault(known => known.Id == creative) is { Text.Length: > 0 } known ? known.Text : creative;
}
