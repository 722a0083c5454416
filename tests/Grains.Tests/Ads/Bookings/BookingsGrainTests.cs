using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Bookings;

public sealed class BookingsGrainTests(AdsCluster cluster)
{
    private static readonly CreativeDraft Text = new() { Kind = CreativeKind.Text, Text = "봄 세일", LandingUrl = "https://example.kr/", Weight = 1, NeedsApproval = true };

    private readonly string _site = "b" + Guid.NewGuid().ToString("N")[..12];
    private int _operations;

    private GrainCluster Grains => cluster.Grains;

    private IBookingsGrain Bookings => Grains.Client.GetGrain<IBookingsGrain>(_site);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sold_is_not_sold_again_and_who_has_it_is_named()
    {
        await RecordAsync("side", 100);
        var first = New(Draft(2_000, 24));
        var second = New(Draft(1_000, 24));

        var booked = await ApplyAsync(first);
        var refused = await ApplyAsync(second);

        Assert.Empty(booked.Errors);
        var room = Assert.Single(refused.Errors).Room!;
        Assert.InRange(room.Available!.Value, 100, 200);
        Assert.Equal([first.Campaign], room.Conflicting.Select(booking => booking.Id));
        Assert.Null(await Campaign(second.Campaign).Read(Cancellation));
        var over = await Bookings.Apply(Batch(second) with { AllowOverbooking = true }, Cancellation);
        Assert.Empty(over.Errors);
    }

    [Fact]
    public async Task A_pause_gives_its_room_back_and_a_resume_has_to_find_it_again()
    {
        await RecordAsync("side", 100);
        var first = New(Draft(2_000, 24));
        await ApplyAsync(first);
        await Campaign(first.Campaign).SetPaused(true, Act(), Cancellation);
        Assert.Empty((await ApplyAsync(New(Draft(2_000, 24)))).Errors);

        var resumed = await Bookings.LetRun(first.Campaign, false, Act(), Cancellation);

        Assert.False(resumed.Refusal!.Suffices);
        Assert.True((await Campaign(first.Campaign).Read(Cancellation))!.Paused);
    }

    [Fact]
    public async Task A_change_is_checked_for_what_it_adds_and_a_repetition_is_not_checked_again()
    {
        await RecordAsync("side", 100);
        var first = New(Draft(1_000, 24));
        await ApplyAsync(first);
        var act = Act();

        var more = await Bookings.Change(first.Campaign, Draft(2_000, 24), false, act, Cancellation);
        await Bookings.Apply(Batch(New(Draft(1_500, 24))) with { AllowOverbooking = true }, Cancellation);
        var again = await Bookings.Change(first.Campaign, Draft(2_000, 24), false, act, Cancellation);
        var renamed = await Bookings.Change(first.Campaign, Draft(2_000, 24) with { Name = "여름" }, false, Act(), Cancellation);
        var tooMuch = await Bookings.Change(first.Campaign, Draft(2_300, 24), false, Act(), Cancellation);

        Assert.Equal(AdsVerdict.Done, more.Outcome!.Verdict);
        Assert.Equal(AdsVerdict.Done, again.Outcome!.Verdict);
        Assert.Equal("여름", renamed.Outcome!.Campaign!.Draft.Name);
        Assert.NotNull(tooMuch.Refusal);
    }

    [Fact]
    public async Task Goals_in_viewable_impressions_and_clicks_take_more_than_they_bill()
    {
        await RecordAsync("side", 100);

        var viewable = await Bookings.Check(Draft(100, 24) with { Pricing = Pricing.Viewable }, "", Cancellation);
        var clicks = await Bookings.Check(Draft(5, 24) with { Pricing = Pricing.Click }, "", Cancellation);

        Assert.Equal((2.0, true), (viewable.ImpressionsPerEvent, viewable.Suffices));
        Assert.Equal((1_000, false), (Math.Round(clicks.ImpressionsPerEvent), clicks.Suffices));
    }

    [Fact]
    public async Task Without_recorded_traffic_nothing_is_known_and_nothing_refused()
    {
        var room = await Bookings.Check(Draft(1_000_000_000, 1), "", Cancellation);

        Assert.Equal((ForecastKind.None, null, true), (room.Forecast, room.Available, room.Suffices));
    }

    [Fact]
    public async Task Of_a_batch_with_one_mistake_nothing_happens_and_each_mistake_is_told()
    {
        var running = New(Draft(10, 24));
        await ApplyAsync(running);
        var revision = (await Campaign(running.Campaign).Read(Cancellation))!.Revision;
        BatchStep[] steps =
        [
            new() { Kind = BatchStepKind.Pause, Campaign = running.Campaign },
            new() { Kind = BatchStepKind.Pause, Campaign = "nothing" },
            new() { Kind = BatchStepKind.Approve, Campaign = running.Campaign, Creative = $"{running.Campaign}.1", Revision = 9 },
        ];

        var outcome = await ApplyAsync(steps);

        Assert.Equal([(1, AdsVerdict.NotFound, 0), (2, AdsVerdict.Stale, 1)], outcome.Errors.Select(error => (error.Step, error.Verdict, error.Current)));
        Assert.Equal(revision, (await Campaign(running.Campaign).Read(Cancellation))!.Revision);
    }

    [Fact]
    public async Task A_batch_reaches_gateways_in_one_step()
    {
        var steps = Enumerable.Range(0, 5).Select(_ => New(Draft(10, 24))).ToArray();
        await Grains.Client.GetGrain<ICatalogueGrain>(_site).Ensure(Cancellation);
        var before = (await CatalogueAsync()).Position.Seq;

        await ApplyAsync(steps);
        await ApplyAsync([.. steps.Select(step => new BatchStep { Kind = BatchStepKind.Pause, Campaign = step.Campaign })]);

        var answer = await CatalogueAsync();
        Assert.Equal(before + 2, answer.Position.Seq);
        Assert.Equal(5, ((CatalogueState)answer.State!).Campaigns.Count(campaign => campaign is { Paused: true, Creatives.Length: 1 }));
    }

    [Fact]
    public async Task A_batch_that_was_decided_on_is_carried_out_after_a_failure_and_once()
    {
        var steps = Enumerable.Range(0, 3).Select(_ => New(Draft(10, 24))).ToArray();
        var batch = Batch(steps);
        Grains.Store.FailNextWrite(GrainId.Create("campaign", steps[1].Campaign), StoreFault.NotWritten);
        await Assert.ThrowsAnyAsync<Exception>(() => Bookings.Apply(batch, Cancellation));

        // Whoever asks anything next finishes it first; the campaign's activation may still be on its way out.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Bookings.Check(Draft(1, 1), "", Cancellation);
                break;
            }
            catch (Exception) when (attempt < 5)
            {
            }
        }

        var campaigns = await Grains.Client.GetGrain<ICatalogueGrain>(_site).Campaigns(Cancellation);
        var again = await Bookings.Apply(batch, Cancellation);

        Assert.Equal(steps.Select(step => step.Campaign).Order(StringComparer.Ordinal), campaigns.Select(campaign => campaign.Id).Order(StringComparer.Ordinal));
        Assert.Equal([1, 1, 1], again.Campaigns.Select(campaign => campaign.Revision));
        Assert.Equal(3, (await Grains.Client.GetGrain<ICatalogueGrain>(_site).Campaigns(Cancellation)).Length);
    }

    [Fact]
    public async Task An_approval_is_for_what_was_looked_at()
    {
        var step = New(Draft(10, 24));
        await ApplyAsync(step);
        var creative = (await Campaign(step.Campaign).Read(Cancellation))!.Creatives[0];
        var approve = new BatchStep { Kind = BatchStepKind.Approve, Campaign = step.Campaign, Creative = creative.Id, Revision = 1, Seen = creative };

        // As if the advertiser had changed it between the check and this.
        await Campaign(step.Campaign).UpdateCreative(creative.Id, Text with { Text = "다른 말" }, new AdsAct("op-change", new RevisionExpectation(1)), Cancellation);
        await Campaign(step.Campaign).Put(approve, Act(), Cancellation);
        var changed = (await Campaign(step.Campaign).Read(Cancellation))!.Creatives[0];
        var outcome = await ApplyAsync(approve with { Revision = changed.Revision, Seen = null });

        Assert.Equal(CreativeApproval.Pending, changed.Approval);
        Assert.Equal(CreativeApproval.Approved, Assert.Single(outcome.Campaigns).Creatives[0].Approval);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var step = New(Draft(10, 24));

        var outcome = await Bookings.Apply(Batch(step) with { DryRun = true }, Cancellation);

        Assert.Equal((0, 0), (outcome.Errors.Length, outcome.Campaigns.Length));
        Assert.Null(await Campaign(step.Campaign).Read(Cancellation));
    }

    private Task<BatchOutcome> ApplyAsync(params BatchStep[] steps) => Bookings.Apply(Batch(steps), Cancellation);

    private BookingBatch Batch(params BatchStep[] steps) => new() { OperationId = $"{_site}-{++_operations}", Steps = [.. steps] };

    private BatchStep New(CampaignDraft draft) => new()
    {
        Kind = BatchStepKind.Create,
        Campaign = Guid.NewGuid().ToString("N"),
        Owner = new CampaignOwner(_site, "a1", "큐브디자인", false),
        Draft = draft,
        Creatives = [new NewCreative(Text, CreativeApproval.Pending)],
    };

    private CampaignDraft Draft(long goal, int hours) => new()
    {
        Name = "봄",
        Slots = ["side"],
        Weight = 1,
        Pricing = Pricing.Rendered,
        Goal = goal,
        Start = Grains.Time.GetUtcNow(),
        End = Grains.Time.GetUtcNow().AddHours(hours),
    };

    /// <summary>A day of traffic, the same in every hour.</summary>
    private async Task RecordAsync(string slot, long everyHour)
    {
        var now = Hours.Of(Grains.Time.GetUtcNow());
        foreach (var (index, hour) in Enumerable.Range(now - 26, 24).Index())
        {
            await Grains.Client.GetGrain<ITrafficGrain>(_site).Report(
                new TrafficReport("gateway", index + 1, hour, [new SlotTraffic { Slot = slot, Hour = hour, Requests = everyHour }]), Cancellation);
        }
    }

    private AdsAct Act() => new($"{_site}-act-{++_operations}", RevisionExpectation.Any);

    private ICampaignGrain Campaign(string id) => Grains.Client.GetGrain<ICampaignGrain>(id);

    private Task<TopicAnswer> CatalogueAsync() =>
        Grains.Client.GetGrain<ICatalogueGrain>(_site).Pull(TopicName.Catalogue(_site).Text, new Position("", 0), Cancellation);
}
