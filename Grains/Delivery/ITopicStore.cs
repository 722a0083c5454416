using System.Collections.Immutable;

namespace Sokbo.Grains.Delivery;

/// <summary>Tells which owners have state, without activating them.</summary>
public interface ITopicStore
{
    /// <summary>One answer for each owner, in order.</summary>
    Task<ImmutableArray<bool>> ExistAsync(IReadOnlyList<GrainId> owners, CancellationToken cancellationToken);
}
