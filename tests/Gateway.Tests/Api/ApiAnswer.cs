using System.Text.Json;

namespace Sokbo.Gateway.Tests.Api;

public sealed record ApiAnswer(int Status, string Body, string? ContentType, string? ETag, string? Location)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Code => Json.TryGetProperty("code", out var code) ? code.GetString()! : $"no code in {Status}: {Body}";

    public string Text(string name) => Json.GetProperty(name).GetString() ?? "";

    public int Number(string name) => Json.GetProperty(name).GetInt32();
}
