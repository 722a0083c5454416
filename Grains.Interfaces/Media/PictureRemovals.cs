using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>State of the topic <c>removals</c>, oldest first.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("media.PictureRemovals")]
public sealed record PictureRemovals([property: Id(0)] ImmutableArray<PictureInfo> Pictures) : TopicPayload
{
    public const int Max = 1_000;
}
