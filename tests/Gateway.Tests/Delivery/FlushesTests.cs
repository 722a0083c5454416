using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

public sealed class FlushesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestSink _sink = new();
    private readonly TestSource _news = new(TopicName.Article("a"));
    private readonly TestSource _other = new(TopicName.Article("b"));
    private readonly ConnectionOutbox _outbox;

    public FlushesTests()
    {
        _outbox = new ConnectionOutbox(_sink, new DeliveryOptions(), _time, new InlineScheduler());
        _news.Membership = _outbox.TryJoin(_news)!;
        _other.Membership = _outbox.TryJoin(_other)!;
    }

    [Fact]
    public void What_comes_within_a_tick_leaves_in_one_frame()
    {
        using var flushes = Flushes(milliseconds: 20);
        Publish(flushes, _news.Next());
        _time.Advance(TimeSpan.FromMilliseconds(19));
        Publish(flushes, _other.Next());
        var before = _sink.Frames.Count;

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, before);
        Assert.Equal([["article/a:1d", "article/b:1d"]], _sink.Frames);
    }

    [Fact]
    public void What_comes_after_a_tick_waits_for_the_next()
    {
        using var flushes = Flushes(milliseconds: 20);
        Publish(flushes, _news.Next());
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Publish(flushes, _other.Next());
        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Equal([["article/a:1d"], ["article/b:1d"]], _sink.Frames);
    }

    [Fact]
    public void Without_a_tick_everything_leaves_at_once()
    {
        using var flushes = Flushes(milliseconds: 0);

        Publish(flushes, _news.Next());

        Assert.Equal([["article/a:1d"]], _sink.Frames);
    }

    private Flushes Flushes(int milliseconds) =>
        new(Options.Create(new DeliveryOptions { FlushMilliseconds = milliseconds }), _time, new InlineScheduler());

    private void Publish(Flushes flushes, OutboundUpdate update)
    {
        var kicks = new KickList(flushes);
        if (_outbox.Enqueue((update.Topic == _news.Topic ? _news : _other).Membership, update))
        {
            kicks.Add(_outbox);
        }

        kicks.Pump();
    }

    /// <summary>Runs everything at once, on its caller's stack.</summary>
    private sealed class InlineScheduler : TaskScheduler
    {
        protected override IEnumerable<Task> GetScheduledTasks() => [];

        protected override void QueueTask(Task task) => TryExecuteTask(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);
    }
}
