using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>What a revision changed: absent members stay as they are.</summary>
[MessagePackObject, WireOut]
public sealed record WireArticleDelta
{
    [Key("revision")] public required int Revision { get; init; }

    [Key("stage")] public required string Stage { get; init; }

    [Key("modifiedAt")] public required long ModifiedAt { get; init; }

    [Key("section")] public string? Section { get; init; }

    [Key("headline")] public string? Headline { get; init; }

    [Key("summary")] public string? Summary { get; init; }

    [Key("blocks")] public IReadOnlyList<WireBlock>? Blocks { get; init; }

    [Key("byline")] public string? Byline { get; init; }

    [Key("addedNotes")] public IReadOnlyList<WireNote>? AddedNotes { get; init; }

    [Key("breaking")] public required bool Breaking { get; init; }

    /// <summary>Since when a correction is claimed, as it is now: absent for none.</summary>
    [Key("correctionRequestedAt")] public long? CorrectionRequestedAt { get; init; }

    /// <summary>Absent where it is no live blog.</summary>
    [Key("live")] public WireLiveDelta? Live { get; init; }
}
