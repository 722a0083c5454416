namespace Sokbo.Fixtures;

/// <summary>
/// A cluster that a test stands in for: it overrides the ways on which its subject reaches grains, and every other way
/// says that nobody provided for it. An observer in this process is its own reference.
/// </summary>
public abstract class PartialGrainFactory : IGrainFactory
{
    public virtual TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw NotProvided(primaryKey);

    public virtual TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw NotProvided(primaryKey);

    public virtual TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => throw NotProvided(primaryKey);

    public virtual TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw NotProvided(primaryKey);

    public virtual TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw NotProvided(primaryKey);

    public virtual TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw NotProvided(grainId);

    public virtual IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw NotProvided(grainPrimaryKey);

    public virtual IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw NotProvided(grainPrimaryKey);

    public virtual IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw NotProvided(grainPrimaryKey);

    public virtual IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw NotProvided(grainPrimaryKey);

    public virtual IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw NotProvided(grainPrimaryKey);

    public virtual IAddressable GetGrain(GrainId grainId) => throw NotProvided(grainId);

    public virtual IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw NotProvided(grainId);

    public virtual IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw NotProvided(grainKey);

    public virtual IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw NotProvided(grainKey);

    public virtual TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public virtual void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
    }

    private NotSupportedException NotProvided<TKey>(TKey key) => new(
        $"{GetType().Name} was asked for the grain '{key}' by a key of type {typeof(TKey).Name}; override that {nameof(GetGrain)} where a test needs it.");
}
