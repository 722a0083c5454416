using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>State of the topic <c>purges</c>, each picture once, oldest first.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("media.PicturePurges")]
public sealed record PicturePurges([property: Id(0)] ImmutableArray<PicturePurge> Pictures) : TopicPayload
{
    /// <summary>Four live blogs full of pictures. Beyond it the oldest make room.</summary>
    public const int Max = 2_000;
}
