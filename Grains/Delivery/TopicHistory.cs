using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// Where an owner stands and its last updates, as one immutable value: the grain replaces it, other threads read it.
/// <code>
///   Position.Seq = 7:   Recent = [ 4 | 5 | 6 | 7 ]    from 3 on: resumed; before that: snapshot
/// </code>
/// <see cref="AnnouncedAt"/> has a timestamp of the monotonic clock for each recent update: a wall clock that jumps must not
/// hide a lost one.
/// </summary>
internal sealed record TopicHistory(Position Position, ImmutableArray<TopicUpdate> Recent, ImmutableArray<long> AnnouncedAt)
{
    public static TopicHistory At(Position position) => new(position, [], []);

    /// <summary>
    /// The history after <paramref name="update"/>. A barrier forgets all before it and itself cannot be resumed across,
    /// so whoever stands before it takes the snapshot.
    /// </summary>
    public TopicHistory Add(TopicUpdate update, long announcedAt, int recentMax)
    {
        if (update.Epoch != Position.Epoch || update.Seq != Position.Seq + 1)
        {
            throw new InvalidOperationException($"{update.Topic}: {update.Position} does not follow {Position}.");
        }

        if (update.Barrier)
        {
            return At(update.Position);
        }

        var excess = Math.Max(0, Recent.Length - recentMax + 1);
        return new TopicHistory(
            update.Position, Recent.RemoveRange(0, excess).Add(update), AnnouncedAt.RemoveRange(0, excess).Add(announcedAt));
    }

    /// <summary>What somebody at <paramref name="from"/> misses: nothing, exactly these updates, or the whole state.</summary>
    public (TopicOutcome Outcome, ImmutableArray<TopicUpdate> Updates) Since(Position? from)
    {
        if (from is not { } position || position.Epoch != Position.Epoch || position.Seq > Position.Seq)
        {
            return (TopicOutcome.Snapshot, []);
        }

        if (position.Seq == Position.Seq)
        {
            return (TopicOutcome.Current, []);
        }

        var missing = Position.Seq - position.Seq;
        return missing <= Recent.Length
            ? (TopicOutcome.Resumed, Recent.RemoveRange(0, Recent.Length - (int)missing))
            : (TopicOutcome.Snapshot, []);
    }

    /// <summary>
    /// What a lease renewal at <paramref name="from"/> finds; null where the gateway needs nothing. What was announced
    /// after the timestamp <paramref name="settledBefore"/> may still be on its way and does not make the gateway behind.
    /// </summary>
    public LeaseFinding? Check(Position from, long settledBefore)
    {
        if (from.Epoch != Position.Epoch || from.Seq > Position.Seq)
        {
            return LeaseFinding.Lost;
        }

        if (from.Seq == Position.Seq)
        {
            return null;
        }

        var missing = Position.Seq - from.Seq;
        return missing > AnnouncedAt.Length || AnnouncedAt[^(int)missing] <= settledBefore ? LeaseFinding.Behind : null;
    }
}
