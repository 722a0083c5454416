using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Ads;

[GrainType("slot")]
internal sealed class SlotGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<SlotRecord>> store,
    TopicGrainServices services) : TopicGrain<SlotRecord>(store, services), ISlotGrain
{
    protected override string Topic => $"slot/{this.GetPrimaryKeyString()}";

    public async Task<SlotOutcome> Create(SlotSettings settings, AdsAct act, CancellationToken cancellationToken)
    {
        if (State is { } existing)
        {
            return new SlotOutcome(existing.CreatedBy == act.OperationId ? AdsVerdict.Done : AdsVerdict.Exists, existing.Public);
        }

        var ids = this.GetPrimaryKeyString().Split('/');
        var slot = new SlotState
        {
            Site = ids[0],
            Id = ids[1],
            Revision = 1,
            Sizes = settings.Sizes,
            IntervalSeconds = settings.IntervalSeconds,
            LineupVersion = 0,
            Presentation = settings.Presentation,
        };
        await CommitAsync(new SlotRecord { Public = slot, CreatedBy = act.OperationId }, TopicChange.Snapshot, cancellationToken);
        return new SlotOutcome(AdsVerdict.Done, slot);
    }

    public async Task<SlotOutcome> Update(SlotSettings settings, AdsAct act, CancellationToken cancellationToken)
    {
        if (Existing() is not { } record)
        {
            return new SlotOutcome(AdsVerdict.NotFound, null);
        }

        var slot = record.Public;
        if (slot.IntervalSeconds == settings.IntervalSeconds && slot.Sizes.SequenceEqual(settings.Sizes) && slot.Presentation == settings.Presentation)
        {
            return new SlotOutcome(AdsVerdict.Done, slot);
        }

        if (AdsChecks.Refusal(act, slot.Revision) is { } refusal)
        {
            return new SlotOutcome(refusal, slot);
        }

        // Other sizes let other banners run, so a page that shows nothing asks again.
        var next = slot with
        {
            Revision = slot.Revision + 1,
            Sizes = settings.Sizes,
            IntervalSeconds = settings.IntervalSeconds,
            LineupVersion = slot.LineupVersion + 1,
            Presentation = settings.Presentation,
        };
        await CommitAsync(record with { Public = next }, TopicChange.Snapshot, cancellationToken);
        return new SlotOutcome(AdsVerdict.Done, next);
    }

    public Task<SlotState?> Read(CancellationToken cancellationToken) => Task.FromResult(Existing()?.Public);

    public async Task Take(LineupChange change, CancellationToken cancellationToken)
    {
        if (Existing() is { } record && SlotRules.Take(record, change) is { } taking)
        {
            var kind = taking.Withdraws ? TopicChange.Barrier : taking.Visible ? TopicChange.Snapshot : TopicChange.None;
            await CommitAsync(taking.Next, kind, cancellationToken);
        }
    }

    protected override TopicPayload? Publish(SlotRecord state) => state.Public;

    private SlotRecord? Existing()
    {
        if (State is null)
        {
            this.LeaveUnlessCreated(() => State is not null);
        }

        return State;
    }
}
