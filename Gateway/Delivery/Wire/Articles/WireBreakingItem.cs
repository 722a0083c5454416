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
}
