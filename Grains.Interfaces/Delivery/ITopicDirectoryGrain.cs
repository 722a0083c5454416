using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>Tells which topics exist without activating their owners. Key 0; a stateless worker on every silo.</summary>
[Alias("delivery.ITopicDirectoryGrain")]
public interface ITopicDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>One answer for each topic, in order. At most 1,000 topics a call.</summary>
    [Alias("Exist")]
    Task<ImmutableArray<bool>> Exist(ImmutableArray<string> topics, CancellationToken cancellationToken);
}
