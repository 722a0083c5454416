using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Access;

/// <summary>State of the cluster topic <c>access</c>: the keys in force. A revoked key is gone from it.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("access.AccessState")]
public sealed record AccessState([property: Id(0)] ImmutableArray<AccessKey> Keys) : TopicPayload;
