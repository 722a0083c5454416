using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>An article in a list.</summary>
[MessagePackObject, WireOut]
public sealed record WireCard
{
    [Key("id")] public required string Id { get; init; }

    [Key("revision")] public required int Revision { get; init; }

    [Key("section")] public required string Section { get; init; }

    [Key("headline")] public required string Headline { get; init; }

    [Key("summary")] public string? Summary { get; init; }

    [Key("image")] public string? Image { get; init; }

    [Key("imageAlt")] public string? ImageAlt { get; init; }

    [Key("firstPublishedAt")] public required long FirstPublishedAt { get; init; }

    [Key("modifiedAt")] public required long ModifiedAt { get; init; }

    [Key("corrected")] public bool? Corrected { get; init; }

    [Key("sample")] public bool? Sample { get; init; }

    [Key("correctionRequested")] public bool? CorrectionRequested { get; init; }

    /// <summary>True while the coverage of a live blog goes on.</summary>
    [Key("live")] public bool? Live { get; init; }
}
