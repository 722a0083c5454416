using CsCheck;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Delivery;

public sealed class TopicHistoryProperties
{
    private const int RecentMax = 5;

    private static readonly Gen<bool[]> Barriers = Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true))).Array[0, 30];

    [Fact]
    public void Whoever_resumes_gets_exactly_the_missing_updates_in_order() => Gen.Select(Barriers, Gen.Long[0, 30]).Sample((barriers, from) =>
    {
        var history = Play(barriers);

        var (outcome, updates) = history.Since(new Position("e", from));

        var expected = from > barriers.Length ? TopicOutcome.Snapshot
            : from == barriers.Length ? TopicOutcome.Current
            : barriers.Length - from > RecentMax || Array.LastIndexOf(barriers, true) >= from ? TopicOutcome.Snapshot
            : TopicOutcome.Resumed;
        Assert.Equal(expected, outcome);
        if (outcome == TopicOutcome.Resumed)
        {
            Assert.Equal(Enumerable.Range((int)from + 1, barriers.Length - (int)from).Select(seq => (long)seq), updates.Select(update => update.Seq));
        }
    });

    [Fact]
    public void Another_epoch_always_gets_a_snapshot() => Gen.Select(Barriers, Gen.Long[0, 30]).Sample((barriers, from) =>
    {
        Assert.Equal(TopicOutcome.Snapshot, Play(barriers).Since(new Position("other", from)).Outcome);
        Assert.Equal(LeaseFinding.Lost, Play(barriers).Check(new Position("other", from), long.MaxValue));
    });

    [Fact]
    public void A_gateway_is_behind_only_once_what_it_misses_has_had_time_to_arrive()
    {
        var history = Play([false, false, false]);
        var behind = new Position("e", 1);

        Assert.Null(history.Check(behind, At(1)));
        Assert.Equal(LeaseFinding.Behind, history.Check(behind, At(2)));
        Assert.Null(history.Check(new Position("e", 3), At(9)));
        Assert.Equal(LeaseFinding.Lost, history.Check(new Position("e", 4), At(9)));
    }

    [Fact]
    public void An_update_that_does_not_follow_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Play([false]).Add(Update(3, false), At(3), RecentMax));

    private static TopicHistory Play(bool[] barriers)
    {
        var history = TopicHistory.At(new Position("e", 0));
        for (var index = 0; index < barriers.Length; index++)
        {
            history = history.Add(Update(index + 1, barriers[index]), At(index + 1), RecentMax);
        }

        return history;
    }

    private static long At(long seq) => seq * 1_000;

    private static TopicUpdate Update(long seq, bool barrier) => new()
    {
        Topic = "article/a",
        Epoch = "e",
        Seq = seq,
        Base = seq - 1,
        Kind = barrier ? UpdateKind.Snapshot : UpdateKind.Delta,
        Barrier = barrier,
        Data = new CounterValue((int)seq),
        At = DateTimeOffset.UnixEpoch.AddSeconds(seq),
    };
}
