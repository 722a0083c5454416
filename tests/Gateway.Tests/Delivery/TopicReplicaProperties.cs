using CsCheck;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A replica against an owner whose pushes are lost, repeated, late and mixed with those of a stale activation.</summary>
public sealed class TopicReplicaProperties
{
    private const int RingMax = 8;

    private static readonly TopicName Topic = TopicName.Article("a1");

    private enum Act
    {
        Change = 0,
        Retract = 1,
        Deliver = 2,
        DeliverLate = 3,
        DeliverTwice = 4,
        Lose = 5,
        Foreign = 6,
        Pull = 7,
        Subscribe = 8,
        NewEpoch = 9,
    }

    private static readonly Gen<(Act Act, int Pick)[]> Acts = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Act.Change)), (1, Gen.Const(Act.Retract)), (8, Gen.Const(Act.Deliver)), (3, Gen.Const(Act.DeliverLate)),
            (2, Gen.Const(Act.DeliverTwice)), (2, Gen.Const(Act.Lose)), (2, Gen.Const(Act.Foreign)), (2, Gen.Const(Act.Pull)),
            (1, Gen.Const(Act.Subscribe)), (1, Gen.Const(Act.NewEpoch))),
        Gen.Int[0, 9]).Array[0, 60];

    [Fact]
    public void Whatever_the_network_does_steps_fit_their_base_and_a_repair_makes_the_replica_equal_the_owner() => Acts.Sample(acts =>
    {
        var world = new World();
        world.Subscribe();
        foreach (var (act, pick) in acts)
        {
            world.Do(act, pick);
        }

        world.Subscribe();

        Assert.Equal(world.Position, world.Replica.Position);
        Assert.Equal(world.State, world.Replica.State);
    });

    [Fact]
    public void A_reader_who_resumes_ends_where_the_replica_stands() => Gen.Select(Acts, Gen.Int[0, 30]).Sample((acts, seq) =>
    {
        var world = new World();
        world.Subscribe();
        foreach (var (act, pick) in acts)
        {
            world.Do(act, pick);
        }

        var missing = new List<ReplicaStep>();
        var reader = new Position(world.Replica.Position.Epoch, seq);

        if (world.Replica.Decide(reader, missing) == ReaderOutcome.Resumed)
        {
            Assert.DoesNotContain(missing, step => step.Barrier);
            Assert.Equal(Enumerable.Range(seq + 1, missing.Count).Select(number => (long)number), missing.Select(step => step.Position.Seq));
            Assert.Equal(world.Replica.Position, missing[^1].Position);
        }
    });

    private sealed class World
    {
        private readonly List<TopicPush> _flying = [];
        private readonly List<TopicUpdate> _history = [];
        private readonly List<ReplicaStep> _steps = [];
        private int _epochs = 1;

        public TopicReplica Replica { get; } = new(RingMax);

        public Position Position { get; private set; } = new("e1", 1);

        public ArticleContent State { get; private set; } = TestOwner.Article(Topic, "제목 1", 1);

        private string Activation => $"activation {_epochs}";

        public void Do(Act act, int pick)
        {
            switch (act)
            {
                case Act.Change:
                    Commit(false);
                    break;
                case Act.Retract:
                    Commit(true);
                    break;
                case Act.Deliver when _flying.Count > 0:
                    Deliver(0, keep: false);
                    break;
                case Act.DeliverLate when _flying.Count > 0:
                    Deliver(pick % _flying.Count, keep: false);
                    break;
                case Act.DeliverTwice when _flying.Count > 0:
                    Deliver(pick % _flying.Count, keep: true);
                    break;
                case Act.Lose when _flying.Count > 0:
                    _flying.RemoveAt(pick % _flying.Count);
                    break;
                case Act.Foreign:
                    Foreign();
                    break;
                case Act.Pull:
                    Replica.Pulled(Answer(Replica.Position), DateTimeOffset.UnixEpoch, _steps);
                    Check();
                    break;
                case Act.Subscribe:
                    Subscribe();
                    break;
                case Act.NewEpoch:
                    _epochs++;
                    _history.Clear();
                    Position = new Position($"e{_epochs}", 1);
                    break;
                default:
                    break;
            }
        }

        /// <summary>What the gateway does until an answer confirms it: subscribe, and again where the answer asks for it.</summary>
        public void Subscribe()
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                var generation = Replica.BeginSubscribe();
                var outcome = Replica.Subscribed(generation, Answer(Replica.State is null ? null : Replica.Position), DateTimeOffset.UnixEpoch, _steps);
                Check();
                if (outcome == AnswerOutcome.Confirmed)
                {
                    return;
                }
            }

            Assert.Fail("Five subscriptions did not bring the replica to the owner.");
        }

        private void Commit(bool barrier)
        {
            var revision = State.Revision + 1;
            var delta = new ArticleDelta { Revision = revision, Stage = ArticleStage.Updated, ModifiedAt = DateTimeOffset.UnixEpoch, Headline = $"제목 {revision}" };
            State = barrier ? State with { Revision = revision, Stage = ArticleStage.Retracted, Headline = "" } : (ArticleContent)State.Apply(delta);
            Position = Position with { Seq = Position.Seq + 1 };
            var update = new TopicUpdate
            {
                Topic = Topic.Text,
                Epoch = Position.Epoch,
                Seq = Position.Seq,
                Base = Position.Seq - 1,
                Kind = barrier ? UpdateKind.Snapshot : UpdateKind.Delta,
                Barrier = barrier,
                Data = barrier ? State : delta,
                At = DateTimeOffset.UnixEpoch,
                ChangedAt = DateOf(Position),
            };
            if (barrier)
            {
                _history.Clear();
            }
            else
            {
                _history.Add(update);
            }

            _flying.Add(new TopicPush(Activation, update));
        }

        private void Deliver(int index, bool keep)
        {
            var push = _flying[index];
            if (!keep)
            {
                _flying.RemoveAt(index);
            }

            Replica.Push(push, _steps);
            Check();
        }

        /// <summary>An activation that gateways do not listen to any more says something that looks newer.</summary>
        private void Foreign()
        {
            var before = Replica.State;
            var update = new TopicUpdate
            {
                Topic = Topic.Text,
                Epoch = Replica.Position.Epoch,
                Seq = Replica.Position.Seq + 1,
                Base = Replica.Position.Seq,
                Kind = UpdateKind.Snapshot,
                Barrier = false,
                Data = TestOwner.Article(Topic, "옛 제목", 1),
                At = DateTimeOffset.UnixEpoch,
            };

            Replica.Push(new TopicPush("stale", update), _steps);

            Assert.Equal(before, Replica.State);
        }

        private TopicAnswer Answer(Position? from)
        {
            var same = from is { } position && position.Epoch == Position.Epoch;
            var missing = same ? Position.Seq - from!.Value.Seq : -1;
            var outcome = missing == 0 ? TopicOutcome.Current
                : missing > 0 && missing <= _history.Count ? TopicOutcome.Resumed
                : TopicOutcome.Snapshot;
            return new TopicAnswer
            {
                Outcome = outcome,
                Activation = Activation,
                Silo = "silo",
                Position = Position,
                State = outcome == TopicOutcome.Snapshot ? State : null,
                Updates = outcome == TopicOutcome.Resumed ? [.. _history.TakeLast((int)missing)] : [],
                ChangedAt = DateOf(Position),
            };
        }

        private static DateTimeOffset DateOf(Position position) => DateTimeOffset.UnixEpoch.AddSeconds(position.Seq);

        /// <summary>Every step that leaves for readers is a snapshot or sits exactly on the one before it, and has the date of its position.</summary>
        private void Check()
        {
            Assert.All(_steps, step => Assert.Equal(DateOf(step.Position), step.ChangedAt));
            for (var index = 1; index < _steps.Count; index++)
            {
                var (before, step) = (_steps[index - 1], _steps[index]);
                if (step.Position.Epoch == before.Position.Epoch)
                {
                    Assert.True(step.Position.Seq > before.Position.Seq);
                    Assert.True(step.Kind == UpdateKind.Snapshot || step.Base == before.Position.Seq);
                }
                else
                {
                    Assert.Equal(UpdateKind.Snapshot, step.Kind);
                }
            }
        }
    }
}
