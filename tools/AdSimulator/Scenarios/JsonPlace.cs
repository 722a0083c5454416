using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>A value of the input together with where it is, so that whatever is wrong with it can be found.</summary>
internal sealed class JsonPlace(JsonElement value, string pointer, IReadOnlyDictionary<string, int> lines)
{
    /// <summary>An object with no other members than these.</summary>
    public JsonPlace Only(params ReadOnlySpan<string> names)
    {
        foreach (var member in Members())
        {
            if (!names.Contains(member.Name))
            {
                member.Place.Fail($"is not known here; known are {string.Join(", ", names!)}");
            }
        }

        return this;
    }

    public IEnumerable<(string Name, JsonPlace Place)> Members()
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fail("must be an object");
        }

        return value.EnumerateObject().Select(member => (member.Name, At(member.Value, JsonLines.Escaped(member.Name))));
    }

    public IReadOnlyList<JsonPlace> Items(int most)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fail("must be a list");
        }

        if (value.GetArrayLength() > most)
        {
            Fail($"has {value.GetArrayLength()} elements; at most {most} are possible");
        }

        return [.. value.EnumerateArray().Select((item, place) => At(item, place.ToString(CultureInfo.InvariantCulture)))];
    }

    public JsonPlace? Find(string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? At(member, JsonLines.Escaped(name))
            : null;

    public JsonPlace Get(string name)
    {
        var found = Find(name);
        if (found is null)
        {
            Fail($"has no '{name}'");
        }

        return found!;
    }

    public string Text()
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 })
        {
            Fail("must be a text");
        }

        return value.GetString()!;
    }

    public double Number(double least, double most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || number < least || number > most)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
            return 0;
        }

        return number;
    }

    public long Whole(long least, long most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number < least || number > most)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
            return 0;
        }

        return number;
    }

    public DateTimeOffset Time()
    {
        // Without an offset the moment would depend on the machine.
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var time)
            || value.GetString() is not { } text || !(text.EndsWith('Z') || text[^6] is '+' or '-'))
        {
            Fail("must be a time with an offset, like \"2026-11-26T09:00:00+09:00\"");
            return default;
        }

        return time;
    }

    public T OneOf<T>(IReadOnlyDictionary<string, T> known)
    {
        if (value.ValueKind != JsonValueKind.String || !known.TryGetValue(value.GetString()!, out var found))
        {
            Fail($"must be one of {string.Join(", ", known.Keys)}");
            throw new InvalidOperationException();
        }

        return found;
    }

    [DoesNotReturn]
    public void Fail(string what) => throw new ScenarioException(
        $"Line {lines.GetValueOrDefault(pointer, 1).ToString(CultureInfo.InvariantCulture)}, {(pointer.Length == 0 ? "the scenario" : pointer)} {what}.");

    private JsonPlace At(JsonElement member, string name) => new(member, $"{pointer}/{name}", lines);
}
