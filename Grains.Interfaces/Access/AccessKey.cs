using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Access;

/// <summary>An API key as the cluster knows it. The secret itself is stored nowhere.</summary>
[GenerateSerializer, Immutable, Alias("access.AccessKey")]
public sealed record AccessKey
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal. Secrets carry 256 bits of randomness, so a plain hash is enough.</summary>
    [Id(1)] public required string SecretHash { get; init; }

    [Id(2)] public required Role Roles { get; init; }

    /// <summary>Sites the key is bound to; empty for all.</summary>
    [Id(3)] public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>Advertisers the key is bound to; only meaningful with <see cref="Role.Advertiser"/>.</summary>
    [Id(4)] public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>The person or system that holds it; stands as author in histories.</summary>
    [Id(5)] public required string Holder { get; init; }

    [Id(6)] public required DateTimeOffset CreatedAt { get; init; }
}
