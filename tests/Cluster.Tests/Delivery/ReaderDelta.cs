using System.Text.Json.Nodes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>How a delta changes a state, as docs/PROTOCOL.md has it.</summary>
internal static class ReaderDelta
{
    private const int CardsMax = 60;

    public static void Apply(string topic, JsonObject state, JsonObject delta)
    {
        if (topic.StartsWith("article/", StringComparison.Ordinal))
        {
            ApplyArticle(state, delta);
        }
        else
        {
            ApplyList(state, delta);
        }
    }

    private static void ApplyArticle(JsonObject state, JsonObject delta)
    {
        foreach (var (name, value) in delta.Where(member => member.Key != "addedNotes"))
        {
            state[name] = value?.DeepClone();
        }

        foreach (var note in delta["addedNotes"]?.AsArray() ?? [])
        {
            state["notes"]!.AsArray().Add(note!.DeepClone());
        }
    }

    private static void ApplyList(JsonObject state, JsonObject delta)
    {
        var upserted = delta["upserted"]?.AsArray() ?? [];
        var gone = upserted.Select(Id).Concat((delta["removed"]?.AsArray() ?? []).Select(id => (string)id!)).ToHashSet(StringComparer.Ordinal);
        var cards = state["cards"]!.AsArray().Where(card => !gone.Contains(Id(card)))
            .Concat(upserted)
            .OrderByDescending(card => (long)card!["firstPublishedAt"]!)
            .ThenByDescending(Id, StringComparer.Ordinal)
            .Take(CardsMax)
            .Select(card => card!.DeepClone());
        state["cards"] = new JsonArray([.. cards]);
    }

    private static string Id(JsonNode? card) => (string)card!["id"]!;
}
