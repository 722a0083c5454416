using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>
/// The silos, and the directory that says where each owner is. It can be wrong for a while: an owner's silo is dead and
/// nobody knows, or a second activation was made while the first one lives.
/// </summary>
internal sealed class Cluster(Loop loop, Random random, Network network, Store store, Trace trace)
{
    private readonly List<SiloNode> _silos = [];
    private readonly Dictionary<GrainId, Activation> _directory = [];
    private readonly List<Activation> _stale = [];
    private readonly HashSet<SiloNode> _declaredDead = [];
    private int _activations;

    public IEnumerable<SiloNode> Silos => _silos.Where(silo => !silo.Node.IsDead);

    public bool HasUndeclaredDead => _silos.Any(silo => silo.Node.IsDead && !_declaredDead.Contains(silo));

    public SiloNode AddSilo()
    {
        var silo = new SiloNode(loop, _silos.Count + 1, store);
        _silos.Add(silo);
        return silo;
    }

    public Activation? Find(TopicName topic) => _directory.GetValueOrDefault(topic.Owner);

    /// <summary>Calls whichever activation a gateway believes to be the owner.</summary>
    public Task<T> CallAsync<T>(string what, Node from, TopicName topic, Func<SiloNode, TopicLedger<Story>, Task<T>> call)
    {
        var activation = Locate(topic);
        return network.CallAsync(what, from, activation.Silo.Node, () => activation.RequestAsync(call));
    }

    /// <summary>The same from within the cluster, where calls do not get lost.</summary>
    public Task<T> ForwardAsync<T>(TopicName topic, Func<SiloNode, TopicLedger<Story>, Task<T>> call)
    {
        var activation = Locate(topic);
        var answer = new TaskCompletionSource<T>();
        activation.Silo.Node.WhenDeclaredDead(() => answer.TrySetException(new TimeoutException("The silo is gone.")));
        activation.Silo.Node.Run(async () =>
        {
            try
            {
                answer.TrySetResult(await activation.RequestAsync(call));
            }
            catch (Exception exception)
            {
                answer.TrySetException(exception);
            }
        });
        return answer.Task;
    }

    public Task<ImmutableArray<LeaseVerdict>> RenewAsync(Node from, string address, string gateway, ImmutableArray<LeaseRenewal> renewals)
    {
        var silo = _silos.Single(silo => silo.SiloAddress.ToParsableString() == address);
        if (!_declaredDead.Contains(silo))
        {
            return network.CallAsync("renew", from, silo.Node, () => Task.FromResult(silo.Topics.Renew(gateway, renewals)));
        }

        // Placed on another silo, whose grain sees that the address is not its own.
        return network.CallAsync("renew", from, Pick().Node, () => Task.FromResult<ImmutableArray<LeaseVerdict>>(
            [.. renewals.Select(renewal => new LeaseVerdict(renewal.Topic, LeaseFinding.Lost))]));
    }

    public Task<ImmutableArray<bool>> ExistAsync(Node from, ImmutableArray<string> topics) =>
        network.CallAsync("exist", from, Pick().Node, () => Task.FromResult<ImmutableArray<bool>>(
            [.. topics.Select(text => TopicName.TryParse(text, out var topic) && store.Find(topic.Owner) is not null)]));

    /// <summary>A second activation on another silo, while the first one goes on in the belief that it is the owner.</summary>
    public void Split(TopicName topic)
    {
        if (Find(topic) is { IsGone: false } first && Silos.Any(silo => silo != first.Silo && silo.Node.IsUp))
        {
            _stale.Add(first);
            _directory[topic.Owner] = New(topic, Pick(first.Silo));
            trace.Add($"{first} stays on {first.Silo.Node} while {_directory[topic.Owner]} comes up on {_directory[topic.Owner].Silo.Node}");
        }
    }

    public void Departed(Activation activation)
    {
        trace.Add($"{activation} leaves {activation.Silo.Node}");
        _stale.Remove(activation);
        if (Find(activation.Topic) == activation)
        {
            _directory.Remove(activation.Topic.Owner);
        }
    }

    /// <summary>The silos agree on who is there: the dead are known as such, and every owner looks whether it still is one.</summary>
    public void AgreeOnMembership()
    {
        foreach (var silo in _silos.Where(silo => silo.Node.IsDead && _declaredDead.Add(silo)).ToArray())
        {
            trace.Add($"{silo.Node} is declared dead");
            foreach (var (owner, _) in _directory.Where(pair => pair.Value.Silo == silo).ToArray())
            {
                _directory.Remove(owner);
            }

            _stale.RemoveAll(activation => activation.Silo == silo);
            silo.Node.DeclareDead();
        }

        foreach (var silo in Silos)
        {
            silo.VerifyOwners();
        }
    }

    /// <summary>Of two activations one is ended.</summary>
    public void EndSecondActivations()
    {
        foreach (var activation in _stale.ToArray())
        {
            activation.Silo.Node.Post(activation.Leave);
        }
    }

    private Activation Locate(TopicName topic)
    {
        // Whoever cached the address of the first activation goes on calling it.
        if (_stale.Find(activation => activation.Topic.Text == topic.Text && !activation.IsGone) is { } stale && random.Next(2) == 0)
        {
            return stale;
        }

        if (_directory.TryGetValue(topic.Owner, out var activation))
        {
            return activation;
        }

        return _directory[topic.Owner] = New(topic, Pick());
    }

    private Activation New(TopicName topic, SiloNode silo) => new(this, silo, topic, ++_activations, store);

    /// <summary>Placement does not know of a silo that has just died, unless it has been agreed on.</summary>
    private SiloNode Pick(SiloNode? except = null)
    {
        SiloNode[] candidates = [.. _silos.Where(silo => silo != except && !_declaredDead.Contains(silo) && (except is null || silo.Node.IsUp))];
        return candidates[random.Next(candidates.Length)];
    }
}
