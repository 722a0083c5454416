using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Ads;

/// <remarks>
/// What catalogue and slots must hear is owed from the write that makes it necessary until all have confirmed, and each
/// act waits for that. A reminder, registered before the write, settles what a dead silo has left owing, and wakes the
/// campaign at its start and at its end. The budget hears first and grants nothing more, then the
/// catalogue ends decisions, then slots clear open pages.
/// What is paid for is for the budget to decide, which counts: such a change is written down as asked for, and the budget's
/// answer, which stays the same however often it is asked, makes it or drops it before anything else happens here.
/// </remarks>
[GrainType("campaign")]
internal sealed partial class CampaignGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<CampaignStore> store,
    TimeProvider time,
    ILogger<CampaignGrain> logger) : Grain, ICampaignGrain, IRemindable
{
    private const string ReminderName = "settle";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Reminders cannot be set further ahead than seven weeks.</summary>
    private static readonly TimeSpan ReminderAheadMax = TimeSpan.FromDays(30);

    private CampaignRecord? Record => store.State.Record;

    public Task<CampaignOutcome> Create(CampaignOwner owner, CampaignDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.Create(record, this.GetPrimaryKeyString(), owner, draft, act), cancellationToken);

    public async Task<CampaignOutcome> Update(CampaignDraft draft, AdsAct act, CancellationToken cancellationToken)
    {
        await FinishAskedAsync(cancellationToken);
        var decision = CampaignRules.Update(Record, draft, act);
        if (decision.Next is null || draft.Pricing == Record!.Campaign.Draft.Pricing)
        {
            return await AnswerAsync(decision, cancellationToken);
        }

        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
        await WriteAsync(Record with { Asked = new AskedChange(draft, act) }, cancellationToken);
        return await FinishAskedAsync(cancellationToken)
            ? await AnswerAsync(new CampaignDecision(AdsVerdict.Done), cancellationToken)
            : new CampaignOutcome(AdsVerdict.PricingFixed, Record.Campaign);
    }

    public Task<CampaignOutcome> SetPaused(bool paused, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.SetPaused(record, paused, act, time.GetUtcNow()), cancellationToken);

    public Task<CampaignOutcome> AddCreative(CreativeDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.AddCreative(record, draft, act), cancellationToken);

    public Task<CampaignOutcome> UpdateCreative(string creativeId, CreativeDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.UpdateCreative(record, creativeId, draft, act), cancellationToken);

    public Task<CampaignOutcome> Approve(string creativeId, bool approved, string reason, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.Approve(record, creativeId, approved ? CreativeApproval.Approved : CreativeApproval.Rejected, reason, act), cancellationToken);

    public Task<CampaignOutcome> AddLink(string label, DateTimeOffset until, string by, AdsAct act, CancellationToken cancellationToken) => ActAsync(
        record => CampaignRules.AddLink(
            record,
            new CampaignLink { Id = act.OperationId, Label = label, Until = until, CreatedAt = time.GetUtcNow(), By = by },
            act),
        cancellationToken);

    public Task<CampaignOutcome> RevokeLink(string linkId, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(record => CampaignRules.RevokeLink(record, linkId, act), cancellationToken);

    public Task<CampaignDetails?> Read(CancellationToken cancellationToken)
    {
        if (Record is null)
        {
            this.LeaveUnlessCreated(() => Record is not null);
        }

        return Task.FromResult(Record?.Campaign);
    }

    public async Task<bool> Knows(string operationId, CancellationToken cancellationToken)
    {
        await FinishAskedAsync(cancellationToken);
        return Record?.Operations.Any(operation => operation.Id == operationId) ?? false;
    }

    public async Task<CampaignDetails> Put(BatchStep change, AdsAct act, CancellationToken cancellationToken)
    {
        await FinishAskedAsync(cancellationToken);
        var decision = CampaignRules.Put(Record, change, act, time.GetUtcNow());
        if (decision.Next is { } next)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
            await WriteAsync(next, cancellationToken);
        }

        var campaign = Record?.Campaign ?? throw new InvalidOperationException($"There is no campaign '{this.GetPrimaryKeyString()}'.");
        await GrainFactory.GetGrain<IBudgetGrain>(campaign.Id).Book(campaign.ForBudget(), cancellationToken);
        return campaign;
    }

    public async Task Settle(CancellationToken cancellationToken)
    {
        await FinishAskedAsync(cancellationToken);
        await SettleAsync(cancellationToken);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await FinishAskedAsync(CancellationToken.None);
        if (Record is { } record && CampaignRules.Tick(record, time.GetUtcNow()) is { } next)
        {
            await WriteAsync(next, CancellationToken.None);
        }

        await SettleAsync(CancellationToken.None);
    }

    private async Task<CampaignOutcome> ActAsync(Func<CampaignRecord?, CampaignDecision> decide, CancellationToken cancellationToken)
    {
        await FinishAskedAsync(cancellationToken);
        return await AnswerAsync(decide(Record), cancellationToken);
    }

    private async Task<CampaignOutcome> AnswerAsync(CampaignDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Next is { } next)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
            await WriteAsync(next, cancellationToken);
        }

        if (Record is { Owes: true })
        {
            await SettleAsync(cancellationToken);
        }

        if (Record is null)
        {
            this.LeaveUnlessCreated(() => Record is not null);
        }

        return new CampaignOutcome(decision.Verdict, Record?.Campaign, decision.CreativeId);
    }

    /// <summary>Makes the change that was asked for, or drops it: false when the budget refuses. Catalogue and slots are owed it.</summary>
    private async Task<bool> FinishAskedAsync(CancellationToken cancellationToken)
    {
        if (Record is not { Asked: { } asked } record)
        {
            return true;
        }

        var standing = record with { Asked = null };
        var changed = CampaignRules.Update(standing, asked.Draft, asked.Act).Next
            ?? throw new InvalidOperationException($"Campaign {record.Campaign.Id} has changed while its budget was asked.");
        var taken = await GrainFactory.GetGrain<IBudgetGrain>(record.Campaign.Id).Reprice(changed.Campaign.ForBudget(), cancellationToken);
        await WriteAsync(taken ? changed : standing, cancellationToken);
        return taken;
    }

    /// <summary>Tells what is owed, then has the reminder come back when dates change something, or not at all.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (Record is { Owes: true } record)
        {
            var now = time.GetUtcNow();
            await GrainFactory.GetGrain<IBudgetGrain>(record.Campaign.Id).Book(record.Campaign.ForBudget(), cancellationToken);
            await GrainFactory.GetGrain<ICatalogueGrain>(record.Campaign.Owner.Site).Take(record.Campaign.ForCatalogue(), cancellationToken);
            await Task.WhenAll(CampaignRules.Lineups(record, now).Select(pair =>
                GrainFactory.GetGrain<ISlotGrain>($"{record.Campaign.Owner.Site}/{pair.Slot}").Take(pair.Change, cancellationToken)));
            await WriteAsync(CampaignRules.Told(record, now), cancellationToken);
            LogTold(record.Campaign.Id, record.Campaign.Revision);
        }

        try
        {
            await ScheduleAsync();
        }
        catch (Exception error)
        {
            // It fires within a minute and finds nothing owed: harmless.
            LogReminderStays(this.GetPrimaryKeyString(), error);
        }
    }

    private async Task ScheduleAsync()
    {
        var now = time.GetUtcNow();
        if (Record is { } record && CampaignRules.NextBoundary(record, now) is { } boundary)
        {
            var wait = boundary - now < ReminderAheadMax ? boundary - now : ReminderAheadMax;
            await this.RegisterOrUpdateReminder(ReminderName, wait, ReminderPeriod);
        }
        else if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private Task WriteAsync(CampaignRecord next, CancellationToken cancellationToken) =>
        this.WriteOrLeaveAsync(store, new CampaignStore { Record = next }, cancellationToken);

    [LoggerMessage(3000, LogLevel.Information, "Campaign {Campaign}: catalogue and slots have revision {Revision}.")]
    private partial void LogTold(string campaign, int revision);

    [LoggerMessage(3001, LogLevel.Warning, "The reminder of campaign {Campaign} could not be set.")]
    private partial void LogReminderStays(string campaign, Exception error);
}
