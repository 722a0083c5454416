using System.Security.Cryptography;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// A topic that is computed and not stored: each activation of its grain has an epoch of its own. Only the grain's own
/// turns use it.
/// </summary>
internal sealed class DerivedTopic
{
    private readonly TopicGrainServices _services;
    private readonly TopicOwner _owner;
    private DateTimeOffset _changedAt;

    public DerivedTopic(TopicGrainServices services, TopicName topic, string activation, TopicPayload state)
    {
        _services = services;
        _owner = new TopicOwner(topic.Text, activation, () => Task.CompletedTask);
        _owner.Reset(new Position(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), 1));
        State = state;
        _changedAt = DocumentDate.Next(default, services.Time.GetUtcNow());
        services.Topics.Add(_owner);
    }

    public TopicPayload State { get; private set; }

    public bool HasGateways => _owner.HasGateways;

    public void Close() => _services.Topics.Remove(_owner);

    public TopicAnswer Subscribe(TopicSubscription subscription)
    {
        _owner.Register(_services.Topics.Sender(subscription.Gateway, subscription.Observer));
        return Answer(subscription.Position);
    }

    public void Unsubscribe(string gateway) => _owner.Unregister(gateway);

    public TopicAnswer Answer(Position? from)
    {
        var (outcome, updates) = _owner.History.Since(from);
        return new TopicAnswer
        {
            Outcome = outcome,
            Activation = _owner.Activation,
            Silo = _services.Silo,
            Position = _owner.History.Position,
            State = outcome == TopicOutcome.Snapshot ? State : null,
            Updates = updates,
            ChangedAt = _changedAt,
        };
    }

    /// <summary>The state is another one now: those who listen are told, with the whole of it.</summary>
    public void Announce(TopicPayload state)
    {
        State = state;
        var (before, now) = (_owner.History.Position, _services.Time.GetUtcNow());
        _changedAt = DocumentDate.Next(_changedAt, now);
        var update = new TopicUpdate
        {
            Topic = _owner.Topic,
            Epoch = before.Epoch,
            Seq = before.Seq + 1,
            Base = before.Seq,
            Kind = UpdateKind.Snapshot,
            Barrier = false,
            Data = state,
            At = now,
            ChangedAt = _changedAt,
        };
        _owner.Announce(update, _services.Time.GetTimestamp(), _services.Options.RecentUpdatesMax);
    }
}
