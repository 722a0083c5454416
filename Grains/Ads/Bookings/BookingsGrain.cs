using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Ads.Bookings;

/// <remarks>
/// One call at a time. A batch is checked first, then written down whole: that write decides. Steps are such that none can
/// fail after it, whatever happens to the campaigns meanwhile: new campaigns have ids that nobody else knows, pausing and
/// resuming ask for no revision, and an approval is for what was looked at. Carrying them out is repeated until it is done,
/// by whoever calls next or by a reminder, and each campaign knows what it has done already.
/// </remarks>
[GrainType("bookings")]
internal sealed partial class BookingsGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<BookingsRecord> store,
    TimeProvider time,
    ILogger<BookingsGrain> logger) : Grain, IBookingsGrain, IRemindable
{
    private const string ReminderName = "finish";
    private const int CallsAtOnceMax = 32;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private string Site => this.GetPrimaryKeyString();

    public async Task<Availability> Check(CampaignDraft draft, string except, CancellationToken cancellationToken)
    {
        await FinishAsync();
        return await RoomAsync(draft, except, cancellationToken);
    }

    public async Task<BookingOutcome> Change(string campaign, CampaignDraft draft, bool allowOverbooking, AdsAct act, CancellationToken cancellationToken)
    {
        await FinishAsync();
        var grain = GrainFactory.GetGrain<ICampaignGrain>(campaign);
        if (!allowOverbooking && await grain.Read(cancellationToken) is { Paused: false } standing
            && act.Expectation.Holds(standing.Revision) && !BookingDemand.IsNoMore(standing.Draft, draft)
            && !await grain.Knows(act.OperationId, cancellationToken)
            && await RoomAsync(draft, campaign, cancellationToken) is { Suffices: false } room)
        {
            return new BookingOutcome(null, room);
        }

        return new BookingOutcome(await grain.Update(draft, act, cancellationToken), null);
    }

    public async Task<BookingOutcome> LetRun(string campaign, bool allowOverbooking, AdsAct act, CancellationToken cancellationToken)
    {
        await FinishAsync();
        var grain = GrainFactory.GetGrain<ICampaignGrain>(campaign);
        if (!allowOverbooking && await grain.Read(cancellationToken) is { Paused: true } standing
            && act.Expectation.Holds(standing.Revision)
            && !await grain.Knows(act.OperationId, cancellationToken)
            && await RoomAsync(standing.Draft, campaign, cancellationToken) is { Suffices: false } room)
        {
            return new BookingOutcome(null, room);
        }

        return new BookingOutcome(await grain.SetPaused(false, act, cancellationToken), null);
    }

    public async Task<BatchOutcome> Apply(BookingBatch batch, CancellationToken cancellationToken)
    {
        await FinishAsync();
        if (store.State.Finished.FirstOrDefault(finished => finished.OperationId == batch.OperationId) is { } known)
        {
            return new BatchOutcome([], await ReadAsync(known.Campaigns, cancellationToken));
        }

        // Older than what is kept here: the first campaign may know it still.
        if (!batch.Steps.IsEmpty && await GrainFactory.GetGrain<ICampaignGrain>(batch.Steps[0].Campaign)
            .Knows(BatchRules.ActOf(batch.OperationId, 0).OperationId, cancellationToken))
        {
            return new BatchOutcome([], await ReadAsync([.. batch.Steps.Select(step => step.Campaign)], cancellationToken));
        }

        var (steps, errors) = await CheckAsync(batch, cancellationToken);
        if (errors.Length > 0 || batch.DryRun)
        {
            return new BatchOutcome(errors, []);
        }

        // Before the write, so that what is decided is finished whoever dies.
        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
        await this.WriteOrLeaveAsync(store, new BookingsRecord { Pending = batch with { Steps = steps }, Finished = store.State.Finished }, cancellationToken);
        return new BatchOutcome([], await FinishAsync());
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await FinishAsync();
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>Carries out what was decided, if anything was; the campaigns in the order of the steps.</summary>
    private async Task<ImmutableArray<CampaignDetails>> FinishAsync()
    {
        if (store.State.Pending is not { } batch)
        {
            return [];
        }

        // One campaign's steps one after the other, because they change the same state.
        var groups = batch.Steps.Index().GroupBy(pair => pair.Item.Campaign, StringComparer.Ordinal).ToArray();
        ImmutableArray<CampaignDetails> campaigns = [.. await AllAsync(groups, async group =>
        {
            CampaignDetails? last = null;
            foreach (var (index, step) in group)
            {
                last = await GrainFactory.GetGrain<ICampaignGrain>(step.Campaign).Put(step, BatchRules.ActOf(batch.OperationId, index), CancellationToken.None);
            }

            return last!;
        })];
        await GrainFactory.GetGrain<ICatalogueGrain>(Site).TakeAll([.. campaigns.Select(campaign => campaign.ForCatalogue())], CancellationToken.None);
        foreach (var some in campaigns.Chunk(CallsAtOnceMax))
        {
            await Task.WhenAll(some.Select(campaign => GrainFactory.GetGrain<ICampaignGrain>(campaign.Id).Settle(CancellationToken.None)));
        }

        var finished = store.State.Finished.Add(new FinishedBatch(batch.OperationId, [.. batch.Steps.Select(step => step.Campaign)]));
        await this.WriteOrLeaveAsync(store, new BookingsRecord { Finished = [.. finished.TakeLast(BookingsRecord.FinishedMax)] }, CancellationToken.None);
        LogFinished(Site, batch.OperationId, batch.Steps.Length);
        return [.. batch.Steps.Select(step => campaigns.First(campaign => campaign.Id == step.Campaign))];
    }

    private async Task<(ImmutableArray<BatchStep> Steps, ImmutableArray<BatchError> Errors)> CheckAsync(BookingBatch batch, CancellationToken cancellationToken)
    {
        var standing = await AllAsync(batch.Steps, step => GrainFactory.GetGrain<ICampaignGrain>(step.Campaign).Read(cancellationToken));
        var steps = ImmutableArray.CreateBuilder<BatchStep>();
        var errors = ImmutableArray.CreateBuilder<BatchError>();
        foreach (var (index, step) in batch.Steps.Index())
        {
            var (ready, verdict, current) = BatchRules.Check(step, standing[index]);
            if (ready is null)
            {
                errors.Add(new BatchError(index, verdict, current, null));
            }
            else
            {
                steps.Add(ready);
            }
        }

        if (errors.Count == 0)
        {
            errors.AddRange(await CheckRoomAsync(batch, steps, standing, cancellationToken));
        }

        return (steps.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>Each step finds what the steps before it have taken.</summary>
    private async Task<List<BatchError>> CheckRoomAsync(
        BookingBatch batch, ImmutableArray<BatchStep>.Builder steps, List<CampaignDetails?> standing, CancellationToken cancellationToken)
    {
        var errors = new List<BatchError>();
        var creates = steps.Count(step => step.Kind == BatchStepKind.Create);
        var campaigns = creates == 0 ? [] : await GrainFactory.GetGrain<ICatalogueGrain>(Site).Campaigns(cancellationToken);
        if (campaigns.Length + creates > CatalogueState.CampaignsMax)
        {
            errors.Add(new BatchError(0, AdsVerdict.Full, 0, null));
            return errors;
        }

        if (batch.AllowOverbooking)
        {
            return errors;
        }

        var places = steps.Index().Select(pair => (pair.Index, pair.Item.Campaign, Draft: DraftOf(pair.Item, standing[pair.Index])))
            .Where(place => place.Draft is not null).ToArray();
        if (places.Any(place => BookingDemand.IsPromise(place.Draft!)))
        {
            var sold = await SoldAsync([.. places.Select(place => place.Campaign)], cancellationToken);
            errors.AddRange(sold.TooMuch([.. places.Select(place => (place.Campaign, place.Draft!))])
                .Select(misfit => new BatchError(places[misfit.Index].Index, AdsVerdict.Done, 0, misfit.Room)));
        }

        return errors;
    }

    /// <summary>What a step begins to take room for; null for nothing.</summary>
    private static CampaignDraft? DraftOf(BatchStep step, CampaignDetails? standing) => step.Kind switch
    {
        BatchStepKind.Create => step.Draft,
        BatchStepKind.Resume when standing is { Paused: true } => standing.Draft,
        _ => null,
    };

    private async Task<Availability> RoomAsync(CampaignDraft draft, string campaign, CancellationToken cancellationToken) =>
        BookingDemand.IsPromise(draft)
            ? (await SoldAsync([campaign], cancellationToken)).Room(campaign, draft, [])
            : new Availability { Forecast = ForecastKind.None, Requested = draft.Goal ?? 0 };

    private async Task<SoldInventory> SoldAsync(HashSet<string> asked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var traffic = await GrainFactory.GetGrain<ITrafficGrain>(Site).Read(cancellationToken);
        CatalogueCampaign[] campaigns = traffic.Slots.IsEmpty
            ? []
            : [.. (await GrainFactory.GetGrain<ICatalogueGrain>(Site).Campaigns(cancellationToken)).Where(campaign => asked.Contains(campaign.Id) || (!campaign.Paused && !(campaign.End <= now)))];
        var budgets = await BudgetsAsync(campaigns.Select(campaign => campaign.Id), cancellationToken);
        return new SoldInventory { Now = now, Traffic = traffic, Campaigns = campaigns, Budgets = budgets, Rates = EventRates.Of(budgets.Values) };
    }

    private async Task<Dictionary<string, BudgetState>> BudgetsAsync(IEnumerable<string> campaigns, CancellationToken cancellationToken)
    {
        var budgets = await AllAsync(campaigns, campaign => GrainFactory.GetGrain<IBudgetGrain>(campaign).Read(cancellationToken));
        return budgets.OfType<BudgetState>().ToDictionary(budget => budget.Campaign, StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<CampaignDetails>> ReadAsync(ImmutableArray<string> campaigns, CancellationToken cancellationToken) =>
        [.. (await AllAsync(campaigns, campaign => GrainFactory.GetGrain<ICampaignGrain>(campaign).Read(cancellationToken))).OfType<CampaignDetails>()];

    /// <summary>Answers in the order of what is asked; a few calls at once.</summary>
    private static async Task<List<TAnswer>> AllAsync<T, TAnswer>(IEnumerable<T> asked, Func<T, Task<TAnswer>> call)
    {
        var answers = new List<TAnswer>();
        foreach (var some in asked.Chunk(CallsAtOnceMax))
        {
            answers.AddRange(await Task.WhenAll(some.Select(call)));
        }

        return answers;
    }

    [LoggerMessage(3040, LogLevel.Information, "Site {Site}: batch {Operation} of {Steps} steps is carried out.")]
    private partial void LogFinished(string site, string operation, int steps);
}
