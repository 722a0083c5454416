using CsCheck;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class DecisionEngineProperties
{
    private static readonly string[] Sections = ["sports", "economy", "life"];
    private static readonly string[] Tags = ["야구", "KBO", "환율"];
    private static readonly string[] Labels = ["car", "bank", "Phone"];
    private static readonly string[] Hosts = ["naver.com", "search.naver.com", "daum.net"];

    private static readonly Gen<DateTimeOffset?> Moment = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null), Gen.Int[-3, 3].Select(hours => (DateTimeOffset?)EngineBench.Now.AddHours(hours)));

    private static readonly Gen<TargetingCondition[]> Conditions = Gen.Select(
        Condition(TargetingDimension.Section, Sections), Condition(TargetingDimension.Tag, Tags), Condition(TargetingDimension.Device, DeviceKind.All),
        Condition(TargetingDimension.Referrer, Hosts), Condition(TargetingDimension.KeyValue, ["a", "b"], "team"), Condition(TargetingDimension.KeyValue, ["x", "Y"], "Level"),
        (one, two, three, four, five, six) => new[] { one, two, three, four, five, six }.OfType<TargetingCondition>().ToArray());

    private static readonly Gen<Daypart[]> Dayparts = Gen.Frequency(
        (3, Gen.Const(Array.Empty<Daypart>())),
        (1, Gen.Select(Gen.Int[1, 127], Gen.Int[0, 22], (days, hour) => new Daypart((WeekDays)days, hour, hour + 2)).Array[1, 3]));

    private static readonly Gen<DeliveryRules> Rules = Gen.Select(
        OneOf(CampaignPriority.Sponsorship, CampaignPriority.Standard, CampaignPriority.House), Dayparts, Conditions, Subset(Labels, 1), Gen.Bool,
        (priority, dayparts, conditions, labels, cleared) => new DeliveryRules
        {
            Priority = priority,
            Dayparts = [.. dayparts],
            Conditions = [.. conditions],
            Labels = [.. labels],
            BesideEmergency = cleared,
            Caps = [new FrequencyCap(2, CapPeriod.Hour)],
        });

    private static readonly Gen<Creative> Banner = Gen.Select(
        Gen.Int[1, 3], Moment, Moment, Gen.Int[0, 9], Gen.Bool, (weight, start, end, kind, small) => EngineBench.Text("", weight) with
        {
            Start = start,
            End = end,
            Paused = kind == 0,
            Approval = kind == 1 ? CreativeApproval.Pending : kind == 2 ? CreativeApproval.Rejected : CreativeApproval.Approved,
            Kind = kind >= 6 ? CreativeKind.Image : CreativeKind.Text,
            Width = small ? 300 : 970,
            Height = 50,
        });

    private static readonly Gen<CatalogueCampaign[]> Catalogue = Gen.Select(
        Gen.Int[1, 3], Rules, Banner.Array[1, 3], Moment, Moment, Gen.Int[0, 9], (weight, rules, banners, start, end, kind) => EngineBench.Campaign("", weight, rules) with
        {
            Creatives = [.. banners],
            Start = start,
            End = end,
            Paused = kind == 0,
            Slots = kind == 1 ? ["top"] : ["bottom"],
        }).Array[1, 90].Select(campaigns => campaigns.Select((campaign, index) => Named(campaign, $"c{index}")).ToArray());

    private static readonly Gen<PageRequest> Page = Gen.Select(
        OneOf<string?>(null, "sports", "economy", "Sports"), Subset([.. Tags, "kbo", "neu"], 2), OneOf<string?>(null, "naver.com", "m.search.naver.com", "xnaver.com", "DAUM.NET"),
        Subset(["a", "B", "c"], 2), Subset(["x", "y"], 1), Subset([.. Labels, "CAR", "c0.1.1", "c1.2.1", "gone.1.1"], 1),
        (section, tags, referrer, team, level, shown) => new PageRequest
        {
            Section = section,
            Tags = tags,
            Referrer = referrer,
            KeyValues = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["TEAM"] = team, ["level"] = level },
            Shown = shown,
        });

    private static readonly Gen<(CatalogueCampaign[] Campaigns, PageRequest Page, int Seed)> Case =
        Gen.Select(Catalogue, Page, Gen.Int, (campaigns, page, seed) => (campaigns, page, seed));

    [Fact]
    public void The_index_finds_whom_asking_every_campaign_finds_and_rotates_exactly_among_them() => Case.Sample((campaigns, page, seed) =>
    {
        var random = new Random(seed);
        var capped = Some(campaigns, random);
        var without = Some(campaigns, random);
        var bench = BenchOf(campaigns, without, seed);
        var expected = NaiveDecision.Of(campaigns, bench.Slot, page, DeviceKind.Desktop, IsEmergency(seed), capped, without, EngineBench.Now);
        var turns = Math.Max(1, campaigns.Where(campaign => expected.Among.Contains(campaign.Id)).Sum(campaign => campaign.Weight));

        var outcomes = Enumerable.Range(0, turns).Select(_ => bench.Decide(PageOf(page, capped, seed))).ToArray();

        Assert.All(outcomes, outcome => Assert.Equal(expected.Reason, outcome.Reason));
        Assert.All(outcomes.Where(outcome => outcome.Creative is not null), outcome => Assert.True(NaiveDecision.MayShow(outcome.Creative!, bench.Slot, EngineBench.Now)));
        Assert.Equal(
            campaigns.Where(campaign => expected.Among.Contains(campaign.Id)).Select(campaign => (campaign.Id, campaign.Weight)).Order(),
            outcomes.Where(outcome => outcome.Campaign is not null).CountBy(outcome => outcome.Campaign!.Id).Select(pair => (pair.Key, pair.Value)).Order());
    }, iter: 1_000);

    /// <summary>The properties would hold of empty answers too: the cases must hold every kind of outcome, and rotations.</summary>
    [Fact]
    public void The_cases_are_of_every_kind()
    {
        var kinds = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();

        Case.Sample((campaigns, page, seed) =>
        {
            var random = new Random(seed);
            var expected = NaiveDecision.Of(
                campaigns, EngineBench.SlotOf("bottom"), page, DeviceKind.Desktop, IsEmergency(seed), Some(campaigns, random), Some(campaigns, random), EngineBench.Now);
            kinds.AddOrUpdate(expected.Among.Length > 1 ? "rotation" : expected.Reason.ToString(), 1, (_, count) => count + 1);
        }, iter: 2_000);

        Assert.True(kinds.GetValueOrDefault("rotation") > 200, string.Join(", ", kinds));
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.True(kinds.ContainsKey(reason.ToString()), string.Join(", ", kinds)));
    }

    [Fact]
    public void A_recorded_decision_is_decided_the_same_again_whatever_came_after_it() => Case.Sample((campaigns, page, seed) =>
    {
        var random = new Random(seed);
        var bench = BenchOf(campaigns, Some(campaigns, random), seed);
        var outcomes = new List<DecisionOutcome>();
        for (var round = 0; round < 8; round++)
        {
            outcomes.Add(bench.Decide(PageOf(page, Some(campaigns, random), seed)));
            if (round % 3 == 2)
            {
                campaigns = [.. campaigns.Where(_ => random.Next(4) > 0)];
                bench.Put(campaigns);
            }
        }

        foreach (var outcome in outcomes)
        {
            var record = bench.Record(outcome.Decision);
            var replay = new DecisionReplay(record);
            var again = replay.Decide();

            Assert.Equal(record.Choice, again);
            Assert.Equal(outcome.Campaign?.Id, again.Campaign < 0 ? null : replay.Catalogue.Campaigns[again.Campaign].Id);
            Assert.Equal(outcome.Creative?.Id, again.Campaign < 0 ? null : replay.Slot.Creatives(again.Campaign)[again.Creative].Id);
            Assert.Equal((outcome.Reason, outcome.Number), (again.Reason, again.Number));
        }
    }, iter: 300);

    [Fact]
    public void An_explanation_names_one_winner_and_sends_nobody_away_whom_the_rules_let_in() => Case.Sample((campaigns, page, seed) =>
    {
        var random = new Random(seed);
        var capped = Some(campaigns, random);
        var without = Some(campaigns, random);
        var bench = BenchOf(campaigns, without, seed);
        var expected = NaiveDecision.Of(campaigns, bench.Slot, page, DeviceKind.Desktop, IsEmergency(seed), capped, without, EngineBench.Now);

        var outcome = bench.Decide(PageOf(page, capped, seed));
        var reasons = bench.Explain(outcome.Decision);

        Assert.Equal(campaigns.Where(campaign => campaign.Slots.Contains("bottom")).Select(campaign => campaign.Id).Order(), reasons.Keys.Order());
        Assert.Equal(
            expected.Among.Order(), reasons.Where(pair => pair.Value is ReasonCodes.Won or ReasonCodes.Rotation).Select(pair => pair.Key).Order());
        Assert.Equal(outcome.Campaign is null ? [] : [outcome.Campaign.Id], reasons.Where(pair => pair.Value == ReasonCodes.Won).Select(pair => pair.Key));
    }, iter: 300);

    private static EngineBench BenchOf(CatalogueCampaign[] campaigns, IReadOnlySet<string> without, int seed)
    {
        var leases = new FakeLeases();
        foreach (var campaign in without)
        {
            leases.Put(campaign, 0);
        }

        var bench = new EngineBench(leases, seed) { Slot = EngineBench.SlotOf("bottom", "c2.1.1", "c3.2.1") };
        bench.Put(campaigns);
        return bench;
    }

    private static HashSet<string> Some(CatalogueCampaign[] campaigns, Random random) =>
        [.. campaigns.Where(_ => random.Next(5) == 0).Select(campaign => campaign.Id)];

    private static bool IsEmergency(int seed) => seed % 4 == 0;

    private static DecisionPage PageOf(PageRequest page, IReadOnlySet<string> capped, int seed) => new(page, Caps(capped), null) { Emergency = IsEmergency(seed) };

    private static CapCounts Caps(IReadOnlySet<string> capped) =>
        new(capped.Select(id => new CapEntry(CapEntry.KeyOf(id), CapPeriod.Hour, (uint)EngineBench.Now.ToUnixTimeSeconds(), 2)));

    private static CatalogueCampaign Named(CatalogueCampaign campaign, string id) => campaign with
    {
        Id = id,
        Creatives = [.. campaign.Creatives.Select((creative, index) => creative with { Id = $"{id}.{index + 1}", CampaignId = id })],
    };

    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(place => all[place]);

    private static Gen<string[]> Subset(string[] all, int max) => Gen.Int[0, all.Length - 1].Array[0, max].Select(places => places.Distinct().Select(place => all[place]).ToArray());

    private static Gen<TargetingCondition?> Condition(TargetingDimension dimension, string[] values, string key = "") => Gen.Frequency(
        (5, Gen.Const((TargetingCondition?)null)),
        (2, Gen.Select(Subset(values, 2), Subset(values, 1), (include, exclude) =>
            (TargetingCondition?)new TargetingCondition { Dimension = dimension, Key = key, Include = [.. include], Exclude = [.. exclude] })));
}
