using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;
using ErrorCode = Sokbo.Gateway.Delivery.ErrorCode;

namespace Sokbo.Gateway.Tests.Delivery;

[Collection(typeof(CountingAlone))]
public sealed class ConnectionOutboxTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestSink _sink = new();
    private readonly TestSource _news = new(TopicName.Article("a"));
    private readonly TestSource _other = new(TopicName.Article("b"));
    private readonly TestSource _weather = new(TopicName.Ticker);
    private readonly ConnectionOutbox _outbox;

    public ConnectionOutboxTests()
    {
        _outbox = new ConnectionOutbox(_sink, new DeliveryOptions { OutboxBytesMax = 4_096, FrameBytesMax = 8_192 }, _time, TaskScheduler.Default);
        foreach (var source in new[] { _news, _other, _weather })
        {
            source.Membership = Assert.IsType<OutboxTopic>(_outbox.TryJoin(source));
        }
    }

    [Fact]
    public void Updates_that_wait_for_one_connection_leave_in_one_frame()
    {
        _sink.Block();
        Send(_news.Next());
        Send(_news.Next());
        Send(_other.Next());
        Send(_news.Next());

        _sink.Unblock();

        Assert.Equal([["article/a:1d"], ["article/a:2d", "article/b:1d", "article/a:3d"]], _sink.Frames);
        Assert.Equal(0, _outbox.UnsentBytes);
    }

    [Fact]
    public void Only_one_write_is_under_way()
    {
        _sink.Block();

        for (var i = 0; i < 10; i++)
        {
            Send(_news.Next());
        }

        Assert.Single(_sink.Frames);
    }

    [Fact]
    public void A_delivery_to_a_reader_that_keeps_up_allocates_nothing()
    {
        var outbox = new ConnectionOutbox(new TakingSink(), new DeliveryOptions(), _time, TaskScheduler.Default);
        var topic = outbox.TryJoin(_news)!;
        OutboundUpdate[] updates = [.. Enumerable.Range(0, 2_000).Select(_ => _news.Next())];
        Assert.All(updates, update => Assert.True(update.Size(WireFormat.Json) > 0));
        Deliver(updates.AsSpan(0, 1_000));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Deliver(updates.AsSpan(1_000));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated / 1_000, 0, 16);

        void Deliver(ReadOnlySpan<OutboundUpdate> some)
        {
            foreach (var update in some)
            {
                if (outbox.Enqueue(topic, update))
                {
                    outbox.Pump();
                }
            }
        }
    }

    [Fact]
    public void A_topic_of_class_latest_sends_its_newest_state_in_place_of_what_waited()
    {
        _sink.Block();
        Send(_weather.Next());
        Send(_weather.Next());
        Send(_weather.Next());
        Send(_weather.Next());

        _sink.Unblock();
        Send(_weather.Next());

        Assert.Equal([["weather/ticker:1d"], ["weather/ticker:4s"], ["weather/ticker:5d"]], _sink.Frames);
    }

    [Fact]
    public void A_topic_of_class_every_skips_nothing_within_the_bound_and_by_one_snapshot_past_it()
    {
        _sink.Block();
        Send(_other.Next());
        Send(_news.Next(textLength: 1_500));
        Send(_news.Next(textLength: 1_500));
        var within = _outbox.UnsentBytes;
        Send(_news.Next(textLength: 1_500));
        Send(_news.Next(textLength: 1_500));
        var past = _outbox.UnsentBytes;

        _sink.Unblock();
        Send(_news.Next());

        Assert.InRange(within, 3_000, 4_096);
        Assert.Equal(0, past);
        Assert.Equal([["article/b:1d"], ["article/a:4s"], ["article/a:5d"]], _sink.Frames);
    }

    [Fact]
    public void The_queue_never_grows_past_its_bound()
    {
        _sink.Block();
        Send(_news.Next());

        for (var i = 0; i < 1_000; i++)
        {
            Send(_news.Next(textLength: i % 900));
            Send(_other.Next(textLength: i % 700));
            Send(_weather.Next(textLength: i % 800));
            Assert.InRange(_outbox.UnsentBytes, 0, 4_096);
        }
    }

    [Fact]
    public void A_barrier_drops_what_waited_of_its_topic_and_passes_the_others()
    {
        _sink.Block();
        Send(_other.Next());
        Send(_other.Next());
        Send(_news.Next());
        Send(_news.Next());
        Send(_news.Next(barrier: true));

        _sink.Unblock();

        Assert.Equal([["article/b:1d"], ["article/a:3s!", "article/b:2d"]], _sink.Frames);
    }

    [Fact]
    public void A_barrier_that_gave_way_to_a_snapshot_makes_that_snapshot_a_barrier()
    {
        _sink.Block();
        Send(_weather.Next());
        Send(_weather.Next());
        Send(_weather.Next(barrier: true));
        Send(_weather.Next());

        _sink.Unblock();
        _sink.Block();
        Send(_weather.Next());
        Send(_weather.Next());
        Send(_weather.Next());
        _sink.Unblock();

        Assert.Equal([["weather/ticker:1d"], ["weather/ticker:4s!"], ["weather/ticker:5d"], ["weather/ticker:7s"]], _sink.Frames);
    }

    [Fact]
    public void A_barrier_that_does_not_fit_is_owed_before_all_that_waits()
    {
        _sink.Block();
        Send(_other.Next());
        Send(_news.Next(textLength: 1_500));
        Send(_news.Next(textLength: 1_500));
        Send(_weather.Next(barrier: true, textLength: 3_000));
        var bytes = _outbox.UnsentBytes;

        _sink.Unblock();

        Assert.InRange(bytes, 3_000, 4_096);
        Assert.Equal([["article/b:1d"], ["weather/ticker:1s!", "article/a:1d", "article/a:2d"]], _sink.Frames);
    }

    [Fact]
    public void A_whole_state_that_may_hide_a_barrier_passes_what_waits_of_other_topics()
    {
        _sink.Block();
        Send(_other.Next());
        Send(_other.Next());
        Send(_news.Next(barrier: true));
        Send(_news.Next(reset: true));

        _sink.Unblock();

        Assert.Equal([["article/b:1d"], ["article/a:2s!", "article/b:2d"]], _sink.Frames);
    }

    [Fact]
    public void A_single_update_above_the_bound_is_not_queued()
    {
        _sink.Block();
        Send(_other.Next());

        Send(_news.Next(textLength: 10_000));
        var bytes = _outbox.UnsentBytes;
        _sink.Unblock();

        Assert.Equal(0, bytes);
        Assert.Equal([["article/b:1d"], ["article/a:1s"]], _sink.Frames);
    }

    [Fact]
    public void A_connection_with_as_many_topics_as_it_may_have_joins_no_more()
    {
        var outbox = new ConnectionOutbox(_sink, new DeliveryOptions { TopicsPerConnectionMax = 2 }, _time, TaskScheduler.Default);

        Assert.NotNull(outbox.TryJoin(_news));
        Assert.NotNull(outbox.TryJoin(_other));
        Assert.Null(outbox.TryJoin(_weather));
        Assert.NotNull(outbox.TryJoin(_news));
    }

    [Fact]
    public void What_was_owed_of_a_topic_that_was_joined_anew_is_not_sent()
    {
        _sink.Block();
        Send(_other.Next());
        Send(_weather.Next());
        Send(_weather.Next());
        Send(_news.Next());
        _weather.Membership = _outbox.TryJoin(_weather)!;
        _news.Membership = _outbox.TryJoin(_news)!;

        _sink.Unblock();
        Send(_news.Next());

        Assert.Equal([["article/b:1d"], ["article/a:2d"]], _sink.Frames);
        Assert.Equal((0, 0), (_outbox.UnsentBytes, _outbox.Marks));
    }

    [Fact]
    public void Topics_that_are_owed_again_and_again_do_not_keep_others_waiting()
    {
        TestSource[] sources = [.. Enumerable.Range(0, 6).Select(number => new TestSource(TopicName.Article($"s{number}")))];
        var outbox = new ConnectionOutbox(_sink, new DeliveryOptions { OutboxBytesMax = 4_096, FrameBytesMax = 8_192 }, _time, TaskScheduler.Default);
        Array.ForEach(sources, source => source.Membership = outbox.TryJoin(source)!);
        _sink.Block();
        Change(sources[0]);
        Array.ForEach(sources, Change);

        for (var i = 0; i < 6; i++)
        {
            // The first two change again during each write, and are as large as a frame.
            _sink.Next();
            Change(sources[0]);
            Change(sources[1]);
        }

        Assert.All(sources, source => Assert.Contains(_sink.Frames.Skip(1), frame => frame.Any(update => update.StartsWith(source.Topic.Text, StringComparison.Ordinal))));

        void Change(TestSource source)
        {
            if (outbox.Enqueue(source.Membership, source.Next(textLength: 9_000, wholeLength: 9_000)))
            {
                outbox.Pump();
            }
        }
    }

    [Fact]
    public void An_update_of_a_source_that_was_replaced_is_not_taken()
    {
        var before = _news.Membership;
        var successor = new TestSource(TopicName.Article("a"));
        Assert.NotSame(before, _outbox.TryJoin(successor));

        Assert.False(_outbox.Enqueue(before, _news.Next()));
    }

    [Fact]
    public void Leaving_and_coming_again_does_not_pile_up_marks()
    {
        _sink.Block();
        Send(_news.Next());
        for (var i = 0; i < 100; i++)
        {
            Send(_weather.Next());
            Send(_weather.Next());
            Assert.InRange(_outbox.Marks, 0, 3);
            _outbox.Leave(_weather.Topic.Text);
            _weather.Membership = _outbox.TryJoin(_weather)!;
        }

        Assert.Equal(0, _outbox.Marks);
    }

    [Fact]
    public void A_write_that_fails_ends_the_connection_once()
    {
        _sink.Gone = true;

        Send(_news.Next());
        Send(_news.Next());
        Send(_other.Next());

        Assert.Equal((ErrorCode.WriteFailed, 1), (_sink.Aborted, _sink.Aborts));
    }

    [Fact]
    public async Task While_a_subscription_is_answered_everything_waits()
    {
        _outbox.Hold();
        Send(_news.Next());
        var held = _sink.Frames.Count;

        _outbox.Release();
        for (var i = 0; i < 500 && _sink.Frames.Count == 0; i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, held);
        Assert.Equal([["article/a:1d"]], _sink.Frames);
    }

    [Fact]
    public void A_connection_that_takes_nothing_is_closed_with_its_number()
    {
        _sink.Block();
        Send(_news.Next());
        _time.Advance(TimeSpan.FromSeconds(29));
        _outbox.CheckTime();
        var before = _sink.Aborted;

        _time.Advance(TimeSpan.FromSeconds(2));
        _outbox.CheckTime();
        _time.Advance(TimeSpan.FromSeconds(2));
        _outbox.CheckTime();

        Assert.Null(before);
        Assert.Equal((ErrorCode.StalledReader, 1), (_sink.Aborted, _sink.Aborts));
    }

    [Fact]
    public void What_a_connection_takes_counts_as_delivered_unless_it_was_aborted_meanwhile()
    {
        var before = Counts();
        _sink.Block();
        Send(_news.Next());
        Send(_news.Next());
        Send(_other.Next());
        _sink.Next();
        var taken = Counts();

        // A frame of two is under way when the connection is given up; its write ends well all the same.
        _time.Advance(TimeSpan.FromSeconds(31));
        _outbox.CheckTime();
        _sink.Unblock();

        Assert.Equal((ErrorCode.StalledReader, 2), (_sink.Aborted, _sink.Frames.Count));
        Assert.Equal((before.Deliveries + 1, before.Frames + 1, before.Written + 1), taken);
        Assert.Equal(taken, Counts());
    }

    [Fact]
    public void A_connection_is_aborted_once_whoever_asks_first()
    {
        _outbox.Abort(ErrorCode.Drained);
        _sink.Gone = true;
        Send(_news.Next());
        _outbox.Abort(ErrorCode.StalledReader);

        Assert.Equal((ErrorCode.Drained, 1), (_sink.Aborted, _sink.Aborts));
    }

    [Fact]
    public void What_was_left_or_closed_gets_nothing_more()
    {
        _outbox.Leave(_news.Topic.Text);
        Send(_news.Next());
        var left = _outbox.Close();
        Send(_other.Next());

        Assert.Empty(_sink.Frames);
        Assert.Equal(2, left.Length);
        Assert.Null(_outbox.TryJoin(_news));
    }

    private static (double Deliveries, double Frames, long Written) Counts() =>
        (DeliveryMetrics.Deliveries.Value, DeliveryMetrics.Frames.Value, DeliveryMetrics.WriteSeconds.Count);

    private void Send(OutboundUpdate update)
    {
        TestSource[] sources = [_news, _other, _weather];
        if (_outbox.Enqueue(sources.Single(source => source.Topic == update.Topic).Membership, update))
        {
            _outbox.Pump();
        }
    }

    /// <summary>Takes everything at once.</summary>
    private sealed class TakingSink : IFrameSink
    {
        public string Kind => "test";

        public WireFormat Format => WireFormat.Json;

        public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(OutboundUpdate update) => ValueTask.CompletedTask;

        public void Move(WireReconnectPlan plan)
        {
        }

        public void Abort(ErrorCode reason)
        {
        }
    }
}
