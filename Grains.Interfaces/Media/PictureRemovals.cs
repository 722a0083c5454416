using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>State of the topic <c>removals</c>, oldest first.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("media.PictureRemovals")]
public sealed record PictureRemovals([property: Id(0)] ImmutableArray<PictureInfo> Pictures) : TopicPayload
{
    public const int Max = 1_000;

    /// <summary>How long a gateway may take to delete the files of one picture. Twice that, and another one may.</summary>
    public const int TurnSeconds = 30;
}
