using System.Text;
using System.Text.Json;
using System.Xml;
using Sokbo.Gateway.Articles.Feeds;

namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>What an answer says of an article by the structure of its format: whose words are in it tells nothing.</summary>
internal static class SurfaceAnswers
{
    private static readonly string[] TextMembers = ["headlines", "descriptions", "bodies"];

    /// <summary>
    /// Whether an entry of a feed or sitemap, in XML or JSON, has the article's name or address. A deleted-entry of Atom names
    /// it in an attribute of its own, and is no entry; nor is an object of ninjs that says that it is withdrawn.
    /// </summary>
    public static bool Lists(byte[] feed, string id)
    {
        var (name, path) = (FeedIds.OfArticle(id), $"/articles/{id}");
        return Values(feed).Any(value => value == name || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.AbsolutePath == path));
    }

    /// <summary>Whether an object of ninjs, of either version, says that there is nothing to use, and has no text.</summary>
    public static bool IsWithdrawn(byte[] ninjs)
    {
        using var document = JsonDocument.Parse(ninjs);
        return IsWithdrawn(document.RootElement);
    }

    /// <summary>What of a page is of its article: the head and the main part. Above and below stand others.</summary>
    public static string OwnPart(byte[] page)
    {
        var html = Encoding.UTF8.GetString(page);
        return Between(html, "<head", "</head>") + Between(html, "<main", "</main>");
    }

    private static bool IsWithdrawn(JsonElement item) =>
        new[] { NinjsNames.Of(old: false), NinjsNames.Of(old: true) }.Any(names => item.TryGetProperty(names.Status, out var status) && (status.ToString() is "canceled" or "withheld"))
        && !TextMembers.Any(member => item.TryGetProperty(member, out _));

    private static string Between(string html, string from, string to)
    {
        var start = html.IndexOf(from, StringComparison.Ordinal);
        var end = start < 0 ? -1 : html.IndexOf(to, start, StringComparison.Ordinal);
        return end < 0 ? "" : html[start..end];
    }

    private static List<string> Values(byte[] feed) => feed is [(byte)'<', ..] ? XmlValues(feed) : JsonValues(feed);

    private static List<string> XmlValues(byte[] feed)
    {
        var values = new List<string>();
        using var reader = XmlReader.Create(new MemoryStream(feed));
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Text)
            {
                values.Add(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("href") is { } address)
            {
                values.Add(address);
            }
        }

        return values;
    }

    private static List<string> JsonValues(byte[] feed)
    {
        var values = new List<string>();
        using var document = JsonDocument.Parse(feed);
        Add(document.RootElement, values);
        return values;
    }

    private static void Add(JsonElement element, List<string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                values.Add(element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Add(item, values);
                }

                break;
            case JsonValueKind.Object when !IsWithdrawn(element):
                foreach (var member in element.EnumerateObject())
                {
                    Add(member.Value, values);
                }

                break;
            default:
                break;
        }
    }
}
