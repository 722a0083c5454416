using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>What changed in the live part of an article.</summary>
[MessagePackObject, WireOut]
public sealed record WireLiveDelta
{
    /// <summary>As it is now.</summary>
    [Key("coverageEnd")] public long? CoverageEnd { get; init; }

    [Key("upserted")] public IReadOnlyList<WireLivePost>? Upserted { get; init; }

    /// <summary>Posts that are below the first ones now.</summary>
    [Key("removed")] public IReadOnlyList<string>? Removed { get; init; }

    [Key("count")] public required int Count { get; init; }

    /// <summary>As it is now.</summary>
    [Key("older")] public string? Older { get; init; }

    /// <summary>Absent where they are the same.</summary>
    [Key("keys")] public IReadOnlyList<WireLiveKey>? Keys { get; init; }

    /// <summary>A post below the first ones that changed: who shows it replaces it, and nobody puts it in.</summary>
    [Key("edited")] public WireLivePost? Edited { get; init; }
}
