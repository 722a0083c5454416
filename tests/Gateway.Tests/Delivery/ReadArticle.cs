using System.Text.Json.Serialization;
using MessagePack;

namespace Sokbo.Gateway.Tests.Delivery;

[MessagePackObject]
public sealed record ReadArticle
{
    [Key("headline"), JsonPropertyName("headline")] public string? Headline { get; init; }

    [Key("revision"), JsonPropertyName("revision")] public int Revision { get; init; }

    [Key("stage"), JsonPropertyName("stage")] public string Stage { get; init; } = "";
}
