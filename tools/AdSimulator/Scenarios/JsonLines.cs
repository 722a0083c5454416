using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>On which line each value of a JSON text begins, by its pointer (RFC 6901).</summary>
internal static class JsonLines
{
    public static IReadOnlyDictionary<string, int> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new Stack<(string Pointer, bool IsArray, int Next)>();
        var name = "";
        var (line, seen) = (1, 0);
        while (reader.Read())
        {
            for (; seen < reader.TokenStartIndex; seen++)
            {
                line += bytes[seen] == '\n' ? 1 : 0;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    // A name that no value follows well is found here too.
                    lines.TryAdd($"{path.Peek().Pointer}/{Escaped(name)}", line);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    path.Pop();
                    break;
                default:
                    var pointer = Pointer(path, name);
                    lines.TryAdd(pointer, line);
                    if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    {
                        path.Push((pointer, reader.TokenType == JsonTokenType.StartArray, 0));
                    }

                    break;
            }
        }

        return lines;
    }

    public static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Pointer(Stack<(string Pointer, bool IsArray, int Next)> path, string name)
    {
        if (!path.TryPop(out var parent))
        {
            return "";
        }

        path.Push(parent with { Next = parent.Next + 1 });
        return parent.Pointer + "/" + (parent.IsArray ? parent.Next.ToString(CultureInfo.InvariantCulture) : Escaped(name));
    }
}
