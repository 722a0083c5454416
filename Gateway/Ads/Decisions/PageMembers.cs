using System.Text.Json;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The members of a <see cref="PageRequest"/> as they stand in JSON.</summary>
internal sealed record PageMembers
{
    public string? Path { get; init; }

    public string? Section { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Referrer { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? KeyValues { get; init; }

    public IReadOnlyList<string>? Shown { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }
}
