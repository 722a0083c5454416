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
        ActAsync(CampaignRules.Create(Record, this.GetPrimaryKeyString(), owner, draft, act), cancellationToken);

    public Task<CampaignOutcome> Update(CampaignDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.Update(Record, draft, act), cancellationToken);

    public Task<CampaignOutcome> SetPaused(bool paused, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.SetPaused(Record, paused, act, time.GetUtcNow()), cancellationToken);

    public Task<CampaignOutcome> AddCreative(CreativeDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.AddCreative(Record, draft, act), cancellationToken);

    public Task<CampaignOutcome> UpdateCreative(string creativeId, CreativeDraft draft, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.UpdateCreative(Record, creativeId, draft, act), cancellationToken);

    public Task<CampaignOutcome> Approve(string creativeId, bool approved, string reason, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.Approve(Record, creativeId, approved ? CreativeApproval.Approved : CreativeApproval.Rejected, reason, act), cancellationToken);

    public Task<CampaignOutcome> AddLink(string label, DateTimeOffset until, string by, AdsAct act, CancellationToken cancellationToken) => ActAsync(
        CampaignRules.AddLink(
            Record,
            new CampaignLink { Id = act.OperationId, Label = label, Until = until, CreatedAt = time.GetUtcNow(), By = by },
            act),
        cancellationToken);

    public Task<CampaignOutcome> RevokeLink(string linkId, AdsAct act, CancellationToken cancellationToken) =>
        ActAsync(CampaignRules.RevokeLink(Record, linkId, act), cancellationToken);

    public Task<CampaignDetails?> Read(CancellationToken cancellationToken)
    {
        if (Record is null)
        {
            this.LeaveUnlessCreated(() => Record is not null);
        }

        return Task.FromResult(Record?.Campaign);
    }

    public Task<bool> Knows(string operationId, CancellationToken cancellationToken) =>
        Task.FromResult(Record?.Operations.Any(operation => operation.Id == operationId) ?? false);

    public async Task<CampaignDetails> Put(BatchStep change, AdsAct act, CancellationToken cancellationToken)
    {
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

    public Task Settle(CancellationToken cancellationToken) => SettleAsync(cancellationToken);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Record is { } record && CampaignRules.Tick(record, time.GetUtcNow()) is { } next)
        {
            await WriteAsync(next, CancellationToken.None);
        }

        await SettleAsync(CancellationToken.None);
    }

    private async Task<CampaignOutcome> ActAsync(CampaignDecision decision, CancellationToken cancellationToken)
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
