using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Grains.Access;

[GenerateSerializer, Immutable, Alias("access.AccessGrainState")]
internal sealed record AccessGrainState
{
    public static AccessGrainState Empty { get; } = new();

    [Id(0)] public ImmutableArray<AccessKey> Keys { get; init; } = [];

    /// <summary>True once an operator has seen the first key, or has configured it.</summary>
    [Id(1)] public bool FirstShown { get; init; }

    /// <summary>When a generated first key was last handed out to be shown.</summary>
    [Id(2)] public DateTimeOffset FirstOfferedAt { get; init; }

    public AccessKey? Find(string id) => Keys.FirstOrDefault(key => key.Id == id);

    public AccessGrainState With(AccessKey key) => this with { Keys = [.. Keys.Where(other => other.Id != key.Id), key] };

    public AccessGrainState Without(string id) => this with { Keys = Keys.RemoveAll(key => key.Id == id) };
}
