using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Access;

/// <summary>An answer kept for repetitions of its request.</summary>
[GenerateSerializer, Immutable, Alias("access.StoredAnswer")]
public sealed record StoredAnswer
{
    public const int BodyBytesMax = 64 * 1024;

    [Id(0)] public required int Status { get; init; }

    [Id(1)] public string? ContentType { get; init; }

    [Id(2)] public string? Location { get; init; }

    [Id(3)] public string? ETag { get; init; }

    [Id(4)] public required ImmutableArray<byte> Body { get; init; }
}
