using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>A post of a live blog. Times are unix milliseconds.</summary>
[MessagePackObject, WireOut]
public sealed record WireLivePost
{
    [Key("id")] public required string Id { get; init; }

    [Key("revision")] public required int Revision { get; init; }

    [Key("headline")] public string? Headline { get; init; }

    [Key("blocks")] public required IReadOnlyList<WireBlock> Blocks { get; init; }

    [Key("byline")] public string? Byline { get; init; }

    [Key("pinned")] public bool? Pinned { get; init; }

    [Key("key")] public bool? IsKey { get; init; }

    [Key("at")] public required long PublishedAt { get; init; }

    [Key("modifiedAt")] public required long ModifiedAt { get; init; }

    /// <summary>Pinned posts stand above others; among equals the higher rank is above.</summary>
    [Key("rank")] public required long Rank { get; init; }
}
