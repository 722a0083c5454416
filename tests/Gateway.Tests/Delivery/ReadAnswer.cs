using System.Text.Json.Serialization;
using MessagePack;

namespace Sokbo.Gateway.Tests.Delivery;

[MessagePackObject]
public sealed record ReadAnswer
{
    [Key("topic"), JsonPropertyName("topic")] public string Topic { get; init; } = "";

    [Key("outcome"), JsonPropertyName("outcome")] public string Outcome { get; init; } = "";

    [Key("epoch"), JsonPropertyName("epoch")] public string? Epoch { get; init; }

    [Key("seq"), JsonPropertyName("seq")] public long? Seq { get; init; }

    [Key("state"), JsonPropertyName("state")] public ReadArticle? State { get; init; }

    [Key("updates"), JsonPropertyName("updates")] public ReadUpdate[]? Updates { get; init; }
}
