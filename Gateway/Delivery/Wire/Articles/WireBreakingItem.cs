using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

[MessagePackObject, WireOut]
public sealed record WireBreakingItem
{
    [Key("articleId")] public required string ArticleId { get; init; }

    [Key("revision")] public required int Revision { get; init; }

    [Key("headline")] public required string Headline { get; init; }

    [Key("raisedAt")] public required long RaisedAt { get; init; }

    [Key("sample")] public bool? Sample { get; init; }

    /// <summary>Of what an editor raised by hand; absent for an article's own item.</summary>
    [Key("id")] public string? Id { get; init; }

    /// <summary>Where it leads; absent for the page of its article.</summary>
    [Key("url")] public string? Url { get; init; }
}
