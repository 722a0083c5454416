using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Micro;

/// <summary>
/// 1,000 campaigns that all run in one slot, each with a condition on section, tag, device, referrer and a key-value. Half
/// of the conditions exclude, so that a page is left with many candidates: the dear case.
/// </summary>
internal static class BenchmarkCatalogue
{
    public const int Campaigns = 1_000;

    public static SlotState Slot { get; } = new()
    {
        Site = "default",
        Id = "bottom",
        Revision = 1,
        Sizes = ["728x90", "320x100"],
        IntervalSeconds = 30,
        LineupVersion = 1,
    };

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static CatalogueState Make() => new([.. Enumerable.Range(0, Campaigns).Select(Campaign)]) { TicketKey = [.. new byte[32]] };

    /// <summary>A page whose values keep out nearly everybody, or leave many.</summary>
    public static DecisionPage Page(int index, bool many)
    {
        var request = new PageRequest
        {
            Section = $"section{index % 8}",
            Tags = many ? [$"tag{index % 30}"] : [.. Enumerable.Range(0, 20).Select(tag => $"tag{(index + tag) % 30}")],
            Referrer = "https://m.search.naver.com/search",
            KeyValues = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["team"] = many ? [$"team{index % 6}"] : ["team1", "team3", "team4"],
            },
            Shown = [$"label{index % 50}", $"label{(index + 9) % 50}"],
        };
        return new DecisionPage(request, new CapCounts([]), "Mozilla/5.0 (Linux; Android 16) Mobile");
    }

    public static TopicView View(CatalogueState state) => new()
    {
        Topic = TopicName.Catalogue("default"),
        Position = new Position("e", 1),
        State = state,
        ConfirmedAge = TimeSpan.Zero,
        Old = false,
        Data = null,
    };

    private static CatalogueCampaign Campaign(int index) => new()
    {
        Id = $"0199c0de{index:x24}",
        AdvertiserId = $"advertiser{index % 100}",
        AdvertiserName = "큐브디자인",
        Name = $"캠페인 {index}",
        Revision = 1,
        Slots = ["bottom", "top"],
        Weight = (index % 10) + 1,
        Creatives = [Creative(index, 1), Creative(index, 2)],
        Rules = new DeliveryRules
        {
            Conditions =
            [
                Condition(TargetingDimension.Section, index % 4 == 0, $"section{index % 8}", $"section{(index + 1) % 8}"),
                Condition(TargetingDimension.Tag, index % 3 == 0, $"tag{index % 30}", $"tag{(index + 7) % 30}"),
                Condition(TargetingDimension.Device, false, "desktop"),
                index % 5 == 0
                    ? Condition(TargetingDimension.Referrer, true, "naver.com", $"host{index % 50}.example.kr")
                    : Condition(TargetingDimension.Referrer, false, $"host{index % 50}.example.kr"),
                Condition(TargetingDimension.KeyValue, index % 2 == 0, $"team{index % 6}") with { Key = "team" },
            ],
            Labels = [$"label{index % 50}"],
            Caps = [new FrequencyCap(3, CapPeriod.Day)],
        },
    };

    private static TargetingCondition Condition(TargetingDimension dimension, bool includes, params string[] values) => new()
    {
        Dimension = dimension,
        Include = includes ? [.. values] : [],
        Exclude = includes ? [] : [.. values],
    };

    private static Creative Creative(int campaign, int number) => new()
    {
        Id = $"0199c0de{campaign:x24}.{number}",
        CampaignId = $"0199c0de{campaign:x24}",
        Revision = 1,
        Kind = CreativeKind.Text,
        Text = "봄 세일",
        LandingUrl = "https://example.kr/",
        Weight = number,
    };
}
