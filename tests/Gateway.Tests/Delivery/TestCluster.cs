using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A cluster of owners in this process, behind the factory that gateways call. Only topics that were added exist.</summary>
internal sealed class TestCluster : IGrainFactory, ISiloTopicsGrain, ITopicDirectoryGrain
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

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)_owners[grainId];

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)this;

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => (TGrainInterface)(object)this;

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();
}
