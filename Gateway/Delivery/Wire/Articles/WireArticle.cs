using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>State of <c>article/{id}</c>. Times are unix milliseconds.</summary>
[MessagePackObject, WireOut]
public sealed record WireArticle
{
    [Key("id")] public required string Id { get; init; }

    [Key("site")] public required string Site { get; init; }

    [Key("section")] public required string Section { get; init; }

    [Key("revision")] public required int Revision { get; init; }

    [Key("stage")] public required string Stage { get; init; }

    [Key("headline")] public required string Headline { get; init; }

    [Key("summary")] public string? Summary { get; init; }

    [Key("blocks")] public required IReadOnlyList<WireBlock> Blocks { get; init; }

    [Key("byline")] public string? Byline { get; init; }

    [Key("firstPublishedAt")] public required long FirstPublishedAt { get; init; }

    [Key("modifiedAt")] public required long ModifiedAt { get; init; }

    [Key("notes")] public required IReadOnlyList<WireNote> Notes { get; init; }

    [Key("retractionReason")] public string? RetractionReason { get; init; }

    [Key("breaking")] public bool? Breaking { get; init; }

    [Key("sample")] public bool? Sample { get; init; }

    /// <summary>Since when a correction is claimed.</summary>
    [Key("correctionRequestedAt")] public long? CorrectionRequestedAt { get; init; }

    /// <summary>When a held article comes back by itself.</summary>
    [Key("heldUntil")] public long? HeldUntil { get; init; }

    /// <summary>Absent where it is no live blog.</summary>
    [Key("live")] public WireLive? Live { get; init; }
}
