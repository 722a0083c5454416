using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// What one gateway holds of one topic, and every decision about it; no I/O, no clock, not thread-safe.
/// <code>
///   Position.Seq = 7:   ring = [ 5 | 6 | 7 ]    a reader at 4, 5, 6 resumes; one before 4 gets a snapshot
/// </code>
/// The ring holds an unbroken chain that ends at the position. A barrier, and a whole state taken from an answer, empty it.
/// </summary>
internal sealed class TopicReplica(int ringUpdatesMax)
{
    /// <summary>Updates kept while a subscription is pending; what does not fit is pulled later.</summary>
    public const int ParkedMax = 64;

    private readonly Queue<ReplicaStep> _ring = new();
    private readonly List<TopicPush> _parked = [];
    private long _generation;
    private bool _pending;

    /// <summary>Null before the first answer.</summary>
    public TopicPayload? State { get; private set; }

    public Position Position { get; private set; }

    public string Activation { get; private set; } = "";

    /// <summary>
    /// Begins a subscription; only the answer to the newest one counts. From here on pushes of unknown activations are
    /// parked: the owner may push right after registering, and that may arrive before its answer.
    /// </summary>
    public long BeginSubscribe()
    {
        _pending = true;
        _parked.Clear();
        return ++_generation;
    }

    public PushOutcome Push(TopicPush push, List<ReplicaStep> steps)
    {
        if (State is not null && push.Activation == Activation && push.Update.Epoch == Position.Epoch)
        {
            return Take(push.Update, steps);
        }

        if (!_pending)
        {
            return PushOutcome.Foreign;
        }

        if (_parked.Count < ParkedMax)
        {
            _parked.Add(push);
        }

        return PushOutcome.Parked;
    }

    /// <summary>
    /// Applies the answer to a subscription: the only place where an epoch or an activation is taken from.
    /// <paramref name="fresh"/> says that the own state is damaged, and takes the answer's even at the same position.
    /// </summary>
    public AnswerOutcome Subscribed(
        long generation, TopicAnswer answer, DateTimeOffset now, List<ReplicaStep> steps, bool fresh = false)
    {
        if (generation != _generation)
        {
            return AnswerOutcome.Superseded;
        }

        _pending = false;
        if (answer.Outcome == TopicOutcome.Unknown)
        {
            Activation = "";
            _parked.Clear();
            return AnswerOutcome.Unknown;
        }

        var whole = answer is { Outcome: TopicOutcome.Snapshot, State: not null };
        if (whole && (State is null || answer.Position.Epoch != Position.Epoch || answer.Position.Seq > Position.Seq
            || (fresh && answer.Position.Seq == Position.Seq)))
        {
            Replace(answer, now, steps);
        }
        else if (State is null || answer.Position.Epoch != Position.Epoch)
        {
            return AnswerOutcome.SubscribeAgain;
        }

        if (answer.Position.Seq < Position.Seq && answer.Activation != Activation)
        {
            // A stale activation. Stating our position again makes it read the store and step down or start a new epoch.
            return AnswerOutcome.SubscribeAgain;
        }

        Activation = answer.Activation;
        return Finish(answer, steps);
    }

    /// <summary>Applies the answer to a pull. It never changes the epoch or the activation.</summary>
    public AnswerOutcome Pulled(TopicAnswer answer, DateTimeOffset now, List<ReplicaStep> steps)
    {
        if (answer.Outcome == TopicOutcome.Unknown || State is null
            || answer.Activation != Activation || answer.Position.Epoch != Position.Epoch)
        {
            return AnswerOutcome.SubscribeAgain;
        }

        if (answer is { Outcome: TopicOutcome.Snapshot, State: not null } && answer.Position.Seq > Position.Seq)
        {
            Replace(answer, now, steps);
        }

        return Finish(answer, steps);
    }

    /// <summary>Forgets the state, because nothing of the topic is public any more.</summary>
    public void Forget()
    {
        State = null;
        Position = default;
        Activation = "";
        _ring.Clear();
    }

    public ReaderOutcome Decide(Position? reader, List<ReplicaStep> missing)
    {
        if (reader is not { } position)
        {
            return ReaderOutcome.Snapshot;
        }

        if (position.Epoch != Position.Epoch || position.Seq > Position.Seq)
        {
            return ReaderOutcome.Ahead;
        }

        if (position.Seq == Position.Seq)
        {
            return ReaderOutcome.Current;
        }

        if (!_ring.TryPeek(out var first) || first.Base > position.Seq)
        {
            return ReaderOutcome.Snapshot;
        }

        missing.AddRange(_ring.Where(step => step.Position.Seq > position.Seq));
        return ReaderOutcome.Resumed;
    }

    private AnswerOutcome Finish(TopicAnswer answer, List<ReplicaStep> steps)
    {
        var fits = answer.Updates.All(update => Follow(update, steps) is PushOutcome.Applied or PushOutcome.Old);
        var gap = false;
        foreach (var push in _parked)
        {
            if (push.Activation == Activation && push.Update.Epoch == Position.Epoch)
            {
                gap |= Take(push.Update, steps) is PushOutcome.Gap or PushOutcome.Broken;
            }
        }

        _parked.Clear();
        return !fits || Position.Seq < answer.Position.Seq ? AnswerOutcome.SubscribeAgain
            : gap ? AnswerOutcome.PullAgain
            : AnswerOutcome.Confirmed;
    }

    private PushOutcome Follow(TopicUpdate update, List<ReplicaStep> steps) =>
        update.Epoch == Position.Epoch ? Take(update, steps) : PushOutcome.Foreign;

    private PushOutcome Take(TopicUpdate update, List<ReplicaStep> steps)
    {
        if (update.Seq <= Position.Seq)
        {
            return PushOutcome.Old;
        }

        if (update.Kind == UpdateKind.Delta && update.Base != Position.Seq)
        {
            return PushOutcome.Gap;
        }

        WireStep data;
        try
        {
            data = update.Kind == UpdateKind.Snapshot
                ? WireStep.Snapshot(update.Data)
                : new WireStep(update.Data, State, State!.Apply(update.Data));
        }
        catch (InvalidOperationException)
        {
            return PushOutcome.Broken;
        }

        var follows = update.Base == Position.Seq;
        var step = new ReplicaStep
        {
            Position = update.Position,
            Base = update.Base,
            Kind = update.Kind,
            Barrier = update.Barrier,
            At = update.At,
            ChangedAt = update.ChangedAt,
            Reset = !follows,
            Data = data,
        };
        State = data.After;
        Position = update.Position;
        Remember(step, follows);
        steps.Add(step);
        return PushOutcome.Applied;
    }

    /// <summary>A snapshot that skips steps breaks the chain; a barrier must not be resumed across.</summary>
    private void Remember(ReplicaStep step, bool follows)
    {
        if (step.Barrier || !follows)
        {
            _ring.Clear();
            return;
        }

        _ring.Enqueue(step);
        while (_ring.Count > ringUpdatesMax)
        {
            _ring.Dequeue();
        }
    }

    private void Replace(TopicAnswer answer, DateTimeOffset now, List<ReplicaStep> steps)
    {
        State = answer.State!;
        Position = answer.Position;
        _ring.Clear();
        steps.Add(new ReplicaStep
        {
            Position = Position,
            Base = Position.Seq - 1,
            Kind = UpdateKind.Snapshot,
            Barrier = false,
            At = now,
            ChangedAt = answer.ChangedAt,
            Reset = true,
            Data = WireStep.Snapshot(State),
        });
    }
}
