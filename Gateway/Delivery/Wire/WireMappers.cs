using System.Collections.Frozen;
using Sokbo.Grains.Interfaces.Delivery;

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

    /// <summary>
    /// Without its mapper a public topic would have no state for browsers, and answer "later" for ever: so a gateway that
    /// lacks one does not start.
    /// </summary>
    /// <exception cref="InvalidOperationException">Some payload has neither a mapper nor <see cref="ClusterOnlyAttribute"/>.</exception>
    public void CheckComplete()
    {
        var missing = typeof(TopicPayload).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(TopicPayload).IsAssignableFrom(type))
            .Where(type => !Knows(type) && !type.IsDefined(typeof(ClusterOnlyAttribute), inherit: false))
            .Select(type => type.Name)
            .ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"No {nameof(IWireMapper)} is registered for {string.Join(", ", missing)}: add one where the feature adds its services, "
                + "or mark the payload [ClusterOnly].");
        }
    }

    /// <summary>False for payloads that never leave the cluster, such as the catalogue.</summary>
    public bool Knows(Type payload) => _mappers.ContainsKey(payload);
}
