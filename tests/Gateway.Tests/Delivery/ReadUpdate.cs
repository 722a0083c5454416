using System.Text.Json.Serialization;
using MessagePack;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>An update as an outside client declares it.</summary>
[MessagePackObject]
public sealed record ReadUpdate
{
    [Key("topic"), JsonPropertyName("topic")] public string Topic { get; init; } = "";

    [Key("epoch"), JsonPropertyName("epoch")] public string Epoch { get; init; } = "";

    [Key("seq"), JsonPropertyName("seq")] public long Seq { get; init; }

    [Key("base"), JsonPropertyName("base")] public long Base { get; init; }

    [Key("kind"), JsonPropertyName("kind")] public string Kind { get; init; } = "";

    [Key("barrier"), JsonPropertyName("barrier")] public bool Barrier { get; init; }

    [Key("at"), JsonPropertyName("at")] public long At { get; init; }

    [Key("data"), JsonPropertyName("data")] public ReadArticle Data { get; init; } = new();
}
