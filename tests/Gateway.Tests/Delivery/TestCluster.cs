using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A cluster of owners in this process, behind the factory that gateways call. Only topics that were added exist.</summary>
internal sealed class TestCluster : PartialGrainFactory, ISiloTopicsGrain, ITopicDirectoryGrain
{
    private readonly ConcurrentDictionary<GrainId, TestOwner> _owners = [];
    private readonly ConcurrentDictionary<string, TestOwner> _topics = [];

    public bool Down { get; set; }

    /// <summary>Renewals get no answer, and everything else does: a silo that hangs while its grains have moved.</summary>
    public bool Hangs { get; set; }

    public int Directories { get; private set; }

    public TestOwner Add(TopicName topic)
    {
        var owner = new TestOwner(topic, this);
        _owners[topic.Owner] = owner;
        _topics[topic.Text] = owner;
        return owner;
    }

    public void ThrowIfDown()
    {
        if (Down)
        {
            throw new TimeoutException("The test cluster is down.");
        }
    }

    public async Task<ImmutableArray<LeaseVerdict>> Renew(
        string gateway, ImmutableArray<LeaseRenewal> renewals, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return
        [
            .. from renewal in renewals
               let finding = _topics[renewal.Topic].Renew(gateway, renewal)
               where finding is not null
               select new LeaseVerdict(renewal.Topic, finding.Value),
        ];
    }

    public Task<ImmutableArray<bool>> Exist(ImmutableArray<string> topics, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Directories++;
        return Task.FromResult<ImmutableArray<bool>>([.. topics.Select(_topics.ContainsKey)]);
    }

    public override TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) =>
        (TGrainInterface)(object)_owners[grainId];

    public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) =>
        (TGrainInterface)(object)this;

    public override TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) =>
        (TGrainInterface)(object)this;
}
