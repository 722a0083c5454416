using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

/// <summary>An engine with the catalogue and the slot of a test.</summary>
internal sealed class EngineBench
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    private long _position;

    public EngineBench(ILeases? leases = null, int seed = 1, DecisionsOptions? options = null, DecisionJournal? journal = null)
    {
        Journal = journal ?? new DecisionJournal(Options.Create(options ?? new DecisionsOptions { RecordsMax = 1_000 }), Time);
        Engine = new DecisionEngine(leases ?? new FakeLeases(), Journal, new Random(seed), Time);
    }

    public FakeTimeProvider Time { get; } = new(Now);

    public DecisionJournal Journal { get; }

    public DecisionEngine Engine { get; }

    public SlotState Slot { get; set; } = SlotOf("bottom");

    public TopicView Catalogue { get; private set; } = ViewOf([], 0);

    public CompiledCatalogue Compiled => Engine.CatalogueOf("default", Catalogue);

    public static SlotState SlotOf(string id, params string[] withdrawn) => new()
    {
        Site = "default",
        Id = id,
        Revision = 1,
        Sizes = ["728x90"],
        IntervalSeconds = 30,
        LineupVersion = 1,
        Withdrawn = [.. withdrawn],
    };

    public static CatalogueCampaign Campaign(string id, int weight = 1, DeliveryRules? rules = null, params Creative[] creatives) => new()
    {
        Id = id,
        AdvertiserId = "adv-" + id,
        AdvertiserName = "큐브디자인",
        Name = id,
        Revision = 1,
        Slots = ["bottom", "top"],
        Weight = weight,
        Creatives = creatives.Length == 0 ? [Text(id + ".1")] : [.. creatives],
        Rules = rules ?? DeliveryRules.None,
    };

    public static Creative Text(string id, int weight = 1) => new()
    {
        Id = id,
        CampaignId = ICampaignGrain.CampaignOf(id),
        Revision = 1,
        Kind = CreativeKind.Text,
        Text = id,
        LandingUrl = "https://example.kr/",
        Weight = weight,
    };

    public static TargetingCondition Include(TargetingDimension dimension, params string[] values) => new() { Dimension = dimension, Include = [.. values] };

    public static TargetingCondition Exclude(TargetingDimension dimension, params string[] values) => new() { Dimension = dimension, Exclude = [.. values] };

    public void Put(params CatalogueCampaign[] campaigns) => Catalogue = ViewOf(campaigns, ++_position);

    public DecisionOutcome Decide(PageRequest? page = null, DateTimeOffset? at = null, CapCounts? caps = null) =>
        Decide(new DecisionPage(page, caps ?? new CapCounts([]), null), at);

    public DecisionOutcome Decide(DecisionPage page, DateTimeOffset? at = null)
    {
        Engine.Decide(page.For(Compiled, Slot, at ?? Now), out var outcome);
        return outcome;
    }

    public RecordedDecision Record(DecisionId id) => Journal.Read(id, out var record) == DecisionStanding.Known
        ? record!
        : throw new InvalidOperationException($"{id} is not kept.");

    public Dictionary<string, string> Explain(DecisionId id) =>
        new DecisionExplainer(Record(id)).Campaigns().ToDictionary(row => row.Campaign.Id, row => row.Reason);

    private static TopicView ViewOf(CatalogueCampaign[] campaigns, long position) => new()
    {
        Topic = TopicName.Catalogue("default"),
        Position = new Position("e", position),
        State = new CatalogueState([.. campaigns]) { TicketKey = [.. Enumerable.Repeat((byte)7, 32)] },
        ConfirmedAge = TimeSpan.Zero,
        Old = false,
        Data = null,
    };
}
