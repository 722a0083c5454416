using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Ads;

public sealed class CampaignGrainTests(AdsCluster cluster)
{
    private static readonly CreativeDraft Text = new() { Kind = CreativeKind.Text, Text = "봄 세일", LandingUrl = "https://example.kr/", Weight = 1 };

    private readonly string _site = "s" + Guid.NewGuid().ToString("N")[..12];
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly RecordingObserver _observer = new();
    private int _operations;

    private GrainCluster Grains => cluster.Grains;

    private ICampaignGrain Campaign => Grains.Client.GetGrain<ICampaignGrain>(_id);

    private IBudgetGrain Budget => Grains.Client.GetGrain<IBudgetGrain>(_id);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_withdraws_from_open_pages_by_a_barrier_before_it_answers_and_a_resume_takes_it_back()
    {
        var shown = await BookAsync("bottom");
        await SubscribeAsync("bottom");

        await Campaign.SetPaused(true, Act(), Cancellation);
        var paused = (await ReadSlotAsync("bottom"), await CatalogueAsync());
        await Campaign.SetPaused(false, Act(), Cancellation);
        var resumed = await ReadSlotAsync("bottom");

        Assert.Equal([shown], paused.Item1.Withdrawn);
        Assert.True(paused.Item2.Find(_id)!.Paused);
        Assert.Empty(resumed.Withdrawn);
        Assert.True(resumed.LineupVersion > paused.Item1.LineupVersion);
        var first = (await _observer.NextAsync()).Update;
        var second = (await _observer.NextAsync()).Update;
        Assert.Equal((true, UpdateKind.Snapshot, false), (first.Barrier, first.Kind, second.Barrier));
    }

    [Fact]
    public async Task All_who_ask_at_once_for_what_does_not_exist_are_answered()
    {
        var reads = Enumerable.Range(0, 100).Select(_ => Campaign.Read(Cancellation));
        var slots = Enumerable.Range(0, 100).Select(_ => Grains.Client.GetGrain<ISlotGrain>($"{_site}/nowhere").Read(Cancellation));

        Assert.All(await Task.WhenAll(reads), Assert.Null);
        Assert.All(await Task.WhenAll(slots), Assert.Null);
    }

    [Fact]
    public async Task A_replaced_banner_goes_and_its_successor_stays()
    {
        var shown = await BookAsync("bottom");
        var creative = (await Campaign.Read(Cancellation))!.Creatives[0];

        var stale = await Campaign.UpdateCreative(creative.Id, Text with { Text = "가을 세일" }, Act(creative.Revision + 1), Cancellation);
        await Campaign.UpdateCreative(creative.Id, Text with { Text = "가을 세일" }, Act(creative.Revision), Cancellation);

        Assert.Equal(AdsVerdict.Stale, stale.Verdict);
        Assert.Equal([shown], (await ReadSlotAsync("bottom")).Withdrawn);
        var successor = (await CatalogueAsync()).Find(_id)!.Creatives[0];
        Assert.Equal((creative.Id, "가을 세일"), (successor.Id, successor.Text));
        Assert.NotEqual(shown, successor.ShownId);
    }

    [Fact]
    public async Task A_new_landing_address_withdraws_nothing()
    {
        await BookAsync("bottom");
        var before = await ReadSlotAsync("bottom");

        var creative = (await Campaign.Read(Cancellation))!.Creatives[0];
        await Campaign.UpdateCreative(creative.Id, Text with { LandingUrl = "https://example.kr/other" }, Act(creative.Revision), Cancellation);

        Assert.Equal((before.LineupVersion, 0), ((await ReadSlotAsync("bottom")).LineupVersion, (await ReadSlotAsync("bottom")).Withdrawn.Length));
        Assert.Equal("https://example.kr/other", (await CatalogueAsync()).Find(_id)!.Creatives[0].LandingUrl);
    }

    [Fact]
    public async Task A_slot_that_the_campaign_leaves_loses_its_banner()
    {
        var shown = await BookAsync("one", "two");
        var campaign = (await Campaign.Read(Cancellation))!;

        await Campaign.Update(campaign.Draft with { Slots = ["two"] }, Act(campaign.Revision), Cancellation);

        Assert.Equal([shown], (await ReadSlotAsync("one")).Withdrawn);
        Assert.Empty((await ReadSlotAsync("two")).Withdrawn);
    }

    [Fact]
    public async Task A_campaign_that_has_ended_by_its_change_is_withdrawn()
    {
        var shown = await BookAsync("bottom");
        var campaign = (await Campaign.Read(Cancellation))!;

        await Campaign.Update(campaign.Draft with { End = AdsCluster.Start.AddSeconds(-1) }, Act(campaign.Revision), Cancellation);

        Assert.Equal([shown], (await ReadSlotAsync("bottom")).Withdrawn);
    }

    [Fact]
    public async Task An_act_that_failed_half_way_is_finished_by_its_repetition_and_happens_once()
    {
        await BookAsync("bottom");
        var act = Act();
        var before = (await Campaign.Read(Cancellation))!.Revision;
        Grains.Store.FailNextWrite(TopicName.Slot(_site, "bottom").Owner, StoreFault.NotWritten);
        await Assert.ThrowsAnyAsync<Exception>(() => Campaign.SetPaused(true, act, Cancellation));

        CampaignOutcome? outcome = null;
        for (var attempt = 0; outcome is null && attempt < 4; attempt++)
        {
            try
            {
                outcome = await Campaign.SetPaused(true, act, Cancellation);
            }
            catch (Exception) when (attempt < 3)
            {
                // The slot's activation was on its way out.
            }
        }

        Assert.Equal((AdsVerdict.Done, before + 1), (outcome!.Verdict, outcome.Campaign!.Revision));
        Assert.Single((await ReadSlotAsync("bottom")).Withdrawn);
    }

    [Fact]
    public async Task A_repeated_creation_of_a_creative_makes_one()
    {
        await BookAsync("bottom");
        var act = Act();

        var first = await Campaign.AddCreative(Text, act, Cancellation);
        var second = await Campaign.AddCreative(Text, act, Cancellation);

        Assert.Equal(first.CreativeId, second.CreativeId);
        Assert.Equal(2, second.Campaign!.Creatives.Length);
        Assert.Equal(_id, ICampaignGrain.CampaignOf(first.CreativeId));
    }

    [Fact]
    public async Task The_catalogue_and_slots_take_no_older_revision()
    {
        await BookAsync("bottom");
        var old = (await CatalogueAsync()).Find(_id)!;
        await Campaign.SetPaused(true, Act(), Cancellation);

        await Grains.Client.GetGrain<ICatalogueGrain>(_site).Take(old, Cancellation);
        await Slot("bottom").Take(new LineupChange(_id, old.Revision, [old.Creatives[0].ShownId]), Cancellation);

        Assert.True((await CatalogueAsync()).Find(_id)!.Paused);
        Assert.Single((await ReadSlotAsync("bottom")).Withdrawn);
    }

    [Fact]
    public async Task The_key_of_a_catalogue_is_made_once()
    {
        var catalogue = Grains.Client.GetGrain<ICatalogueGrain>(_site);
        await catalogue.Ensure(Cancellation);
        var key = (await CatalogueAsync()).TicketKey;

        await catalogue.Ensure(Cancellation);

        Assert.Equal(32, key.Length);
        Assert.Equal(key, (await CatalogueAsync()).TicketKey);
    }

    [Fact]
    public async Task What_is_paid_for_stays_once_an_event_was_counted_and_nothing_else_of_that_change_is_made()
    {
        await BookAsync("bottom");
        var before = (await Campaign.Read(Cancellation))!;
        await CountAsync();

        var outcome = await Campaign.Update(ByClick(before.Draft), Act(before.Revision), Cancellation);
        var renamed = await Campaign.Update(before.Draft with { Name = "여름" }, Act(before.Revision), Cancellation);

        Assert.Equal(
            (AdsVerdict.PricingFixed, before.Revision, "봄", Pricing.Flat),
            (outcome.Verdict, outcome.Campaign!.Revision, outcome.Campaign.Draft.Name, outcome.Campaign.Draft.Pricing));
        Assert.Equal((AdsVerdict.Done, Pricing.Flat), (renamed.Verdict, (await Budget.Read(Cancellation))!.Terms.Pricing));
    }

    [Theory]
    [InlineData(false, StoreFault.NotWritten)]
    [InlineData(false, StoreFault.WrittenButUnknown)]
    [InlineData(true, StoreFault.NotWritten)]
    [InlineData(true, StoreFault.WrittenButUnknown)]
    public async Task Campaign_and_budget_agree_about_what_is_paid_for_wherever_a_change_of_it_broke_off(bool atBudget, StoreFault fault)
    {
        await BookAsync("bottom");
        var before = (await Campaign.Read(Cancellation))!;
        if (atBudget)
        {
            Grains.Store.Budgets.FailNextWrite(_id, fault);
        }
        else
        {
            Grains.Store.FailNextWrite(GrainId.Create("campaign", _id), fault);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => Campaign.Update(ByClick(before.Draft), Act(before.Revision), Cancellation));
        await UntilDoneAsync(CountAsync);
        await UntilDoneAsync(() => Campaign.SetPaused(true, Act(), Cancellation));

        var pricing = (await Campaign.Read(Cancellation))!.Draft.Pricing;
        Assert.Equal(pricing, (await Budget.Read(Cancellation))!.Terms.Pricing);
        Assert.Equal(fault == StoreFault.WrittenButUnknown && atBudget ? Pricing.Click : Pricing.Flat, pricing);
    }

    [Fact]
    public async Task Of_an_event_and_a_change_of_what_is_paid_for_at_once_one_comes_first_for_both_grains()
    {
        await BookAsync("bottom");
        var before = (await Campaign.Read(Cancellation))!;

        var change = Campaign.Update(ByClick(before.Draft), Act(before.Revision), Cancellation);
        await CountAsync();
        var outcome = await change;

        Assert.Equal(outcome.Verdict == AdsVerdict.Done ? Pricing.Click : Pricing.Flat, outcome.Campaign!.Draft.Pricing);
        Assert.Equal(outcome.Campaign.Draft.Pricing, (await Budget.Read(Cancellation))!.Terms.Pricing);
    }

    private static CampaignDraft ByClick(CampaignDraft draft) => draft with { Name = "클릭", Pricing = Pricing.Click, PriceWon = 500, Goal = 10 };

    /// <summary>A beacon that names no lease of the campaign: it bills nothing, and it is counted.</summary>
    private async Task CountAsync() => Assert.True(await Budget.Fold(
        new FoldRequest(
            "log" + _id,
            [new FoldEntry(1, new CampaignEvents(_id, [new AdEvent { Lease = 1, Number = 0, Kind = AdEventKind.Rendered, Slot = "bottom", Creative = "c.1", Hour = Hours.Of(AdsCluster.Start) }], []))]),
        Cancellation));

    /// <summary>Repeats what meets an activation on its way out.</summary>
    private static async Task UntilDoneAsync(Func<Task> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception) when (attempt < 4)
            {
                await Task.Delay(10, Cancellation);
            }
        }
    }

    private AdsAct Act(int? revision = null) => new(
        $"{_id}-{++_operations}", revision is { } number ? new RevisionExpectation(number) : RevisionExpectation.None);

    /// <summary>A running campaign with one banner; returns what pages show.</summary>
    private async Task<string> BookAsync(params string[] slots)
    {
        foreach (var slot in slots)
        {
            await Slot(slot).Create(new SlotSettings(["728x90"], 30), Act(), Cancellation);
        }

        var draft = new CampaignDraft { Name = "봄", Slots = [.. slots], Weight = 1 };
        await Campaign.Create(new CampaignOwner(_site, "a1", "큐브디자인", false), draft, Act(), Cancellation);
        return (await Campaign.AddCreative(Text, Act(), Cancellation)).Campaign!.Creatives[0].ShownId;
    }

    private ISlotGrain Slot(string id) => Grains.Client.GetGrain<ISlotGrain>($"{_site}/{id}");

    private async Task<SlotState> ReadSlotAsync(string id) => (await Slot(id).Read(Cancellation))!;

    private async Task<CatalogueState> CatalogueAsync() => (CatalogueState)(await Grains.Client.GetGrain<ICatalogueGrain>(_site)
        .Pull(TopicName.Catalogue(_site).Text, new Position("", 0), Cancellation)).State!;

    private Task<TopicAnswer> SubscribeAsync(string slot) => Slot(slot).Subscribe(
        new TopicSubscription
        {
            Topic = TopicName.Slot(_site, slot).Text,
            Gateway = _id,
            Observer = Grains.Client.CreateObjectReference<ITopicObserver>(_observer),
        },
        Cancellation);
}
