using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>A correction notice above a list, until a time in unix milliseconds.</summary>
[MessagePackObject, WireOut]
public sealed record WireNotice
{
    [Key("articleId")] public required string ArticleId { get; init; }

    [Key("text")] public required string Text { get; init; }

    [Key("until")] public required long Until { get; init; }
}
