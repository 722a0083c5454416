using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>The live part of an article. Times are unix milliseconds.</summary>
[MessagePackObject, WireOut]
public sealed record WireLive
{
    [Key("coverageStart")] public required long CoverageStart { get; init; }

    /// <summary>Absent while coverage goes on.</summary>
    [Key("coverageEnd")] public long? CoverageEnd { get; init; }

    /// <summary>The first posts, in the order of the page.</summary>
    [Key("posts")] public required IReadOnlyList<WireLivePost> Posts { get; init; }

    /// <summary>Of all posts, those below included.</summary>
    [Key("count")] public required int Count { get; init; }

    /// <summary>The first post below.</summary>
    [Key("older")] public string? Older { get; init; }

    [Key("keys")] public IReadOnlyList<WireLiveKey>? Keys { get; init; }

    /// <summary>Posts that must not be shown any more.</summary>
    [Key("hidden")] public IReadOnlyList<string>? Hidden { get; init; }
}
