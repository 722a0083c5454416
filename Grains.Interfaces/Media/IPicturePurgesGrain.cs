using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>
/// Pictures that shared caches are still to be told of; owner of the topic <c>purges</c>. Gateways know how to tell them, so
/// they hear of it here, take what is due, and confirm.
/// </summary>
[Alias("media.IPicturePurgesGrain")]
public interface IPicturePurgesGrain : ITopicGrain
{
    /// <summary>Nobody may see the picture any more. One that is listed already begins anew.</summary>
    [Alias("Add")]
    Task Add(PictureInfo picture, CancellationToken cancellationToken);

    /// <summary>What is due now, a batch of it. It is due again after a pause, unless it is confirmed before.</summary>
    [Alias("Take")]
    Task<ImmutableArray<PicturePurge>> Take(CancellationToken cancellationToken);

    /// <summary>The caches have been told of what was taken. Idempotent.</summary>
    [Alias("Confirm")]
    Task Confirm(ImmutableArray<PicturePurge> taken, CancellationToken cancellationToken);
}
