using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Delivery;

public sealed class TopicGrainTests(DeliveryCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly string _gateway = Guid.NewGuid().ToString("N");
    private readonly RecordingObserver _observer = new();

    private GrainCluster Grains => cluster.Grains;

    private GrainId GrainId => GrainId.Create("counter", _key);

    private string Topic => $"counter/{_key}";

    private ICounterGrain Counter => Grains.Client.GetGrain<ICounterGrain>(GrainId);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_gets_the_state_and_then_every_update_of_the_same_activation()
    {
        await Counter.Set(1, barrier: false);

        var answer = await SubscribeAsync(null);
        await Counter.Set(2, barrier: false);
        await Counter.Set(3, barrier: true);

        Assert.Equal(TopicOutcome.Snapshot, answer.Outcome);
        Assert.Equal(new CounterValue(1), answer.State);
        Assert.Equal(1, answer.Position.Seq);
        var second = await _observer.NextAsync();
        var third = await _observer.NextAsync();
        Assert.Equal([answer.Activation, answer.Activation], [second.Activation, third.Activation]);
        Assert.Equal((2, 1, UpdateKind.Delta, false), (second.Update.Seq, second.Update.Base, second.Update.Kind, second.Update.Barrier));
        Assert.Equal((3, 2, UpdateKind.Snapshot, true), (third.Update.Seq, third.Update.Base, third.Update.Kind, third.Update.Barrier));
        Assert.Equal(answer.Position.Epoch, third.Update.Epoch);
    }

    [Fact]
    public async Task What_never_existed_is_unknown_and_leaves_no_state()
    {
        var answer = await SubscribeAsync(null);

        Assert.Equal(TopicOutcome.Unknown, answer.Outcome);
        Assert.Equal([false], await Grains.Store.ExistAsync([GrainId], Cancellation));
    }

    [Fact]
    public async Task What_is_not_public_is_unknown()
    {
        await Counter.SetSilently(-1);

        Assert.Equal(TopicOutcome.Unknown, (await SubscribeAsync(null)).Outcome);
    }

    [Fact]
    public async Task A_position_survives_the_activation()
    {
        await Counter.Set(1, barrier: false);
        var before = await SubscribeAsync(null);
        await Counter.Set(2, barrier: false);
        await Counter.Leave();

        var after = await SubscribeAsync(before.Position with { Seq = 2 });

        Assert.Equal(TopicOutcome.Current, after.Outcome);
        Assert.NotEqual(before.Activation, after.Activation);
    }

    [Fact]
    public async Task A_silent_commit_keeps_the_position()
    {
        await Counter.Set(1, barrier: false);
        await Counter.SetSilently(5);

        Assert.Equal(1, (await SubscribeAsync(null)).Position.Seq);
    }

    [Fact]
    public async Task A_lost_write_announces_nothing_and_the_next_one_follows_without_a_gap()
    {
        await Counter.Set(1, barrier: false);
        await SubscribeAsync(null);
        Grains.Store.FailNextWrite(GrainId, StoreFault.NotWritten);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Counter.Set(2, barrier: false));
        await Counter.Set(3, barrier: false);

        var answer = await SubscribeAsync(null);
        Assert.Equal((2, new CounterValue(3)), (answer.Position.Seq, answer.State));
        Assert.False(_observer.HasMore);
    }

    [Fact]
    public async Task A_write_of_unknown_outcome_is_found_by_the_next_activation()
    {
        await Counter.Set(1, barrier: false);
        Grains.Store.FailNextWrite(GrainId, StoreFault.WrittenButUnknown);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Counter.Set(2, barrier: false));

        var answer = await SubscribeAsync(null);
        Assert.Equal((2, new CounterValue(2)), (answer.Position.Seq, answer.State));
    }

    /// <summary>A gateway has neither the types of the store's client nor their codecs.</summary>
    [Fact]
    public async Task A_state_that_cannot_be_read_is_an_outage_that_every_caller_can_read()
    {
        Grains.Store.FailNextRead(GrainId);

        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => Counter.Set(1, barrier: false));
        await Counter.Set(1, barrier: false);

        Assert.Contains("cannot be read", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(new CounterValue(1), (await SubscribeAsync(null)).State);
    }

    [Fact]
    public async Task A_subscriber_ahead_of_a_store_that_lost_its_end_begins_a_new_epoch()
    {
        await Counter.Set(1, barrier: false);
        var saved = Grains.Store.Save(GrainId);
        await Counter.Set(2, barrier: false);
        var ahead = await SubscribeAsync(null);
        Grains.Store.Restore(GrainId, saved);

        var answer = await SubscribeAsync(ahead.Position with { Seq = 3 });

        Assert.Equal(TopicOutcome.Snapshot, answer.Outcome);
        Assert.NotEqual(ahead.Position.Epoch, answer.Position.Epoch);
        Assert.Equal(new CounterValue(1), answer.State);
    }

    [Fact]
    public async Task Another_incarnation_of_the_store_begins_a_new_epoch()
    {
        await Counter.Set(1, barrier: false);
        var before = await SubscribeAsync(null);
        await Counter.Leave();
        var incarnation = Grains.Store.Incarnation;
        Grains.Store.Incarnation = "restored";
        try
        {
            var after = await SubscribeAsync(before.Position);

            Assert.Equal(TopicOutcome.Snapshot, after.Outcome);
            Assert.NotEqual(before.Position.Epoch, after.Position.Epoch);
        }
        finally
        {
            Grains.Store.Incarnation = incarnation;
        }
    }

    [Fact]
    public async Task What_is_announced_is_dated_and_what_nobody_hears_of_is_not()
    {
        await Counter.Set(1, barrier: false);
        var first = await SubscribeAsync(null);
        Grains.Time.Advance(TimeSpan.FromSeconds(5));
        await Counter.SetSilently(1);
        var silent = await SubscribeAsync(null);
        await Counter.Set(2, barrier: false);
        var told = await SubscribeAsync(null);
        await Counter.Leave();
        Grains.Time.Advance(TimeSpan.FromSeconds(5));
        var moved = await SubscribeAsync(told.Position);

        Assert.Equal(first.ChangedAt, silent.ChangedAt);
        Assert.Equal(first.ChangedAt + TimeSpan.FromSeconds(5), told.ChangedAt);
        Assert.Equal(told.ChangedAt, (await _observer.NextAsync()).Update.ChangedAt);
        Assert.Equal((told.Activation != moved.Activation, told.ChangedAt), (true, moved.ChangedAt));
    }

    /// <summary>What a new epoch begins with may be older than what was seen before it, and is dated later.</summary>
    [Fact]
    public async Task A_new_epoch_is_a_change()
    {
        await Counter.Set(1, barrier: false);
        var saved = Grains.Store.Save(GrainId);
        Grains.Time.Advance(TimeSpan.FromSeconds(5));
        await Counter.Set(2, barrier: false);
        var ahead = await SubscribeAsync(null);
        Grains.Store.Restore(GrainId, saved);
        Grains.Time.Advance(TimeSpan.FromSeconds(5));

        var restored = await SubscribeAsync(ahead.Position with { Seq = 3 });

        Assert.Equal(new CounterValue(1), restored.State);
        Assert.True(restored.ChangedAt > ahead.ChangedAt);
    }

    [Fact]
    public async Task A_renewal_names_only_what_needs_something_done()
    {
        await Counter.Set(1, barrier: false);
        var answer = await SubscribeAsync(null);
        var silo = Grains.Client.GetGrain<ISiloTopicsGrain>(answer.Silo);

        var fine = await silo.Renew(_gateway, [new LeaseRenewal(Topic, answer.Activation, answer.Position)], Cancellation);
        var foreign = await silo.Renew(_gateway, [new LeaseRenewal(Topic, "another", answer.Position)], Cancellation);
        var stranger = await silo.Renew("stranger", [new LeaseRenewal(Topic, answer.Activation, answer.Position)], Cancellation);
        await Counter.Set(2, barrier: false);
        Grains.Time.Advance(TimeSpan.FromSeconds(1));
        var behind = await silo.Renew(_gateway, [new LeaseRenewal(Topic, answer.Activation, answer.Position)], Cancellation);

        Assert.Empty(fine);
        Assert.Equal([new LeaseVerdict(Topic, LeaseFinding.Lost)], foreign);
        Assert.Equal([new LeaseVerdict(Topic, LeaseFinding.Lost)], stranger);
        Assert.Equal([new LeaseVerdict(Topic, LeaseFinding.Behind)], behind);
    }

    [Fact]
    public async Task A_renewal_at_a_silo_that_is_gone_loses_everything()
    {
        var gone = Grains.Client.GetGrain<ISiloTopicsGrain>("127.0.0.1:1@1");

        var verdicts = await gone.Renew(_gateway, [new LeaseRenewal(Topic, "any", new Position("e", 1))], Cancellation);

        Assert.Equal([new LeaseVerdict(Topic, LeaseFinding.Lost)], verdicts);
    }

    [Fact]
    public async Task A_pull_gives_exactly_what_was_missed()
    {
        await Counter.Set(1, barrier: false);
        var answer = await SubscribeAsync(null);
        await Counter.Set(2, barrier: false);
        await Counter.Set(3, barrier: false);

        var pulled = await Counter.Pull(Topic, answer.Position, Cancellation);

        Assert.Equal(TopicOutcome.Resumed, pulled.Outcome);
        Assert.Equal([2, 3], pulled.Updates.Select(update => update.Seq));
    }

    [Fact]
    public async Task An_owner_that_another_activation_has_overtaken_steps_down_when_the_membership_changes()
    {
        await Counter.Set(1, barrier: false);
        var before = await SubscribeAsync(null);
        Grains.Store.Touch(GrainId);

        var started = await Grains.Cluster.StartAdditionalSiloAsync();
        try
        {
            var deadline = TimeProvider.System.GetTimestamp();
            TopicAnswer after;
            do
            {
                await Task.Delay(50, Cancellation);
                after = await SubscribeAsync(null);
            }
            while (after.Activation == before.Activation && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20));

            Assert.NotEqual(before.Activation, after.Activation);
        }
        finally
        {
            await Grains.Cluster.StopSiloAsync(started);
        }
    }

    private async Task<TopicAnswer> SubscribeAsync(Position? position)
    {
        var observer = Grains.Client.CreateObjectReference<ITopicObserver>(_observer);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Counter.Subscribe(
                    new TopicSubscription { Topic = Topic, Gateway = _gateway, Observer = observer, Position = position }, Cancellation);
            }
            catch (Exception) when (attempt < 3)
            {
                // The activation was on its way out.
            }
        }
    }
}
