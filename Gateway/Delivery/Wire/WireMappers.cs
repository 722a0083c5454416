using System.Collections.Frozen;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>All mappers by payload type.</summary>
internal sealed class WireMappers(IEnumerable<IWireMapper> mappers)
{
    private readonly FrozenDictionary<Type, IWireMapper> _mappers = mappers.ToFrozenDictionary(mapper => mapper.Payload);

    /// <exception cref="InvalidOperationException">No feature registered a mapper for the payload.</exception>
    public object Map(WireStep step) =>
        _mappers.TryGetValue(step.Payload.GetType(), out var mapper)
            ? mapper.Map(step)
            : throw new InvalidOperationException(
                $"No {nameof(IWireMapper)} is registered for {step.Payload.GetType().Name}: add one where its feature adds its services.");

    /// <summary>False for payloads that never leave the cluster, such as the catalogue.</summary>
    public bool Knows(Type payload) => _mappers.ContainsKey(payload);
}
