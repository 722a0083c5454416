using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>
/// An owner as gateways see it, in this process: a topic of an article whose headline changes. Pushes go through a filter,
/// so that a test can lose, hold or repeat them.
/// </summary>
internal sealed class TestOwner(TopicName topic, TestCluster cluster) : ITopicGrain
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ITopicObserver> _gateways = [];
    private readonly List<TopicUpdate> _recent = [];
    private int _activations = 1;
    private bool _hidden;

    public Position Position { get; private set; } = new("e1", 1);

    public ArticleContent State { get; private set; } = Article(topic, "제목 1", 1);

    public string Activation => $"{topic.Text}#{_activations}";

    public int Subscribes { get; private set; }

    public int Pulls { get; private set; }

    public int Gateways => _gateways.Count;

    /// <summary>Decides what of a push arrives; everything unless set.</summary>
    public Func<TopicPush, IEnumerable<TopicPush>> Wire { get; set; } = static push => [push];

    public static ArticleContent Article(TopicName topic, string headline, int revision) => new()
    {
        Id = topic.Text.Split('/')[^1],
        Site = "default",
        Section = "local",
        Revision = revision,
        Stage = ArticleStage.Published,
        Headline = headline,
        FirstPublishedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A new headline as a delta.</summary>
    public Task ChangeAsync(string headline)
    {
        var delta = new ArticleDelta
        {
            Revision = State.Revision + 1,
            Stage = ArticleStage.Updated,
            ModifiedAt = DateTimeOffset.UnixEpoch,
            Headline = headline,
        };
        return CommitAsync((ArticleContent)State.Apply(delta), UpdateKind.Delta, false, delta);
    }

    public Task RetractAsync()
    {
        var tombstone = State with { Stage = ArticleStage.Retracted, Headline = "", Blocks = [], Revision = State.Revision + 1 };
        return CommitAsync(tombstone, UpdateKind.Snapshot, true, tombstone);
    }

    /// <summary>The owner comes up elsewhere: same epoch, another activation, nobody registered.</summary>
    public void Move()
    {
        lock (_gate)
        {
            _activations++;
            _gateways.Clear();
            _recent.Clear();
        }
    }

    /// <summary>Nothing of the topic is public any more, and its owner has gone.</summary>
    public void Hide()
    {
        Move();
        _hidden = true;
    }

    public void Show() => _hidden = false;

    /// <summary>The store was lost: another epoch.</summary>
    public void StartOver(string epoch)
    {
        Move();
        lock (_gate)
        {
            Position = new Position(epoch, 1);
        }
    }

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        cluster.ThrowIfDown();
        lock (_gate)
        {
            Subscribes++;
            if (_hidden)
            {
                return Task.FromResult(TopicAnswer.Unknown);
            }

            _gateways[subscription.Gateway] = subscription.Observer;
            return Task.FromResult(Since(subscription.Position));
        }
    }

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken)
    {
        cluster.ThrowIfDown();
        lock (_gate)
        {
            Pulls++;
            return Task.FromResult(Since(from));
        }
    }

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _gateways.Remove(gateway);
        }

        return Task.CompletedTask;
    }

    public LeaseFinding? Renew(string gateway, LeaseRenewal renewal)
    {
        lock (_gate)
        {
            return renewal.Activation != Activation || !_gateways.ContainsKey(gateway) || renewal.Position.Epoch != Position.Epoch
                ? LeaseFinding.Lost
                : renewal.Position.Seq < Position.Seq ? LeaseFinding.Behind : null;
        }
    }

    private async Task CommitAsync(ArticleContent next, UpdateKind kind, bool barrier, TopicPayload data)
    {
        TopicPush[] pushes;
        ITopicObserver[] gateways;
        lock (_gate)
        {
            var update = new TopicUpdate
            {
                Topic = topic.Text,
                Epoch = Position.Epoch,
                Seq = Position.Seq + 1,
                Base = Position.Seq,
                Kind = kind,
                Barrier = barrier,
                Data = data,
                At = TimeProvider.System.GetUtcNow(),
            };
            State = next;
            Position = update.Position;
            if (barrier)
            {
                _recent.Clear();
            }
            else
            {
                _recent.Add(update);
            }

            pushes = [.. Wire(new TopicPush(Activation, update))];
            gateways = [.. _gateways.Values];
        }

        foreach (var gateway in gateways.Where(_ => pushes.Length > 0))
        {
            await gateway.Push([.. pushes]);
        }
    }

    private TopicAnswer Since(Position? from)
    {
        var missing = from is { } position && position.Epoch == Position.Epoch ? Position.Seq - position.Seq : long.MaxValue;
        var answer = new TopicAnswer
        {
            Outcome = TopicOutcome.Current,
            Activation = Activation,
            Silo = "silo",
            Position = Position,
        };
        return missing switch
        {
            0 => answer,
            > 0 when missing <= _recent.Count => answer with { Outcome = TopicOutcome.Resumed, Updates = [.. _recent.TakeLast((int)missing)] },
            _ => answer with { Outcome = TopicOutcome.Snapshot, State = State },
        };
    }
}
