using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Reads RSS 2.0 and 0.9x, Atom, and ninjs. Without document types, so without entities of strangers; depth and number of
/// items are bounded, size is bounded before. Pure.
/// </summary>
internal static class IntakeReader
{
    private const int DepthMax = 64;
    private const int NameLengthMax = 2_000;
    private const int TagsMax = 20;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    public static IntakeReading Read(byte[] body, string? charset, int itemsMax)
    {
        if (KoreanEncoding.Decode(body, charset) is not { } text)
        {
            return IntakeReading.Failed("wrong-encoding");
        }

        var start = text.AsSpan().TrimStart();
        return start.IsEmpty ? IntakeReading.Failed("empty")
            : start[0] is '{' or '[' ? ReadNinjs(text, itemsMax)
            : ReadXml(text.TrimStart(), itemsMax);
    }

    private static IntakeReading ReadXml(string text, int itemsMax)
    {
        XElement root;
        try
        {
            if (IsTooDeep(text))
            {
                return IntakeReading.Failed("too-deep");
            }

            using var reader = Reader(text);
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException)
        {
            return IntakeReading.Failed("not-xml");
        }

        return root.Name == Atom + "feed" ? Collect(root.Elements(Atom + "entry").Select(OfAtom), itemsMax)
            : root.Name.LocalName is "rss" or "RDF" ? Collect(root.Descendants().Where(element => element.Name.LocalName == "item").Select(OfRss), itemsMax)
            : IntakeReading.Failed("no-feed");
    }

    /// <summary>Before a tree is built, which would follow every level.</summary>
    private static bool IsTooDeep(string text)
    {
        using var reader = Reader(text);
        while (reader.Read())
        {
            if (reader.Depth > DepthMax)
            {
                return true;
            }
        }

        return false;
    }

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = text.Length + 1L,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private static IntakeReading Collect(IEnumerable<IntakeItem?> found, int itemsMax)
    {
        var all = found.Take(itemsMax).ToArray();
        var items = all.OfType<IntakeItem>().DistinctBy(item => item.Name, StringComparer.Ordinal).ToArray();
        return new IntakeReading(items, all.Count(item => item is null), null);
    }

    private static IntakeItem? OfRss(XElement item)
    {
        string? Text(string name) => item.Elements().FirstOrDefault(element => element.Name.LocalName == name && (element.Name.Namespace == XNamespace.None || element.Name.Namespace == item.Name.Namespace))?.Value;

        var link = Address(Text("link"));
        var content = item.Element(Content + "encoded")?.Value;
        var description = Text("description") ?? "";
        return Item(Text("guid") ?? link?.AbsoluteUri, Text("title")) is { } found
            ? found with
            {
                Html = content ?? description,
                Summary = content is null ? "" : PlainText.Of(description),
                Author = item.Element(DublinCore + "creator")?.Value ?? Text("author") ?? "",
                Link = link,
                Tags = [.. item.Elements().Where(element => element.Name.LocalName == "category").Select(element => element.Value).Take(TagsMax)],
            }
            : null;
    }

    private static IntakeItem? OfAtom(XElement entry)
    {
        var content = entry.Element(Atom + "content");
        var summary = entry.Element(Atom + "summary");
        return Item(entry.Element(Atom + "id")?.Value, entry.Element(Atom + "title") is { } title ? PlainOf(title) : null) is { } found
            ? found with
            {
                Html = HtmlOf(content ?? summary),
                Summary = content is null || summary is null ? "" : PlainOf(summary),
                Author = entry.Element(Atom + "author")?.Element(Atom + "name")?.Value ?? "",
                Link = Address(entry.Elements(Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") is null or "alternate")?.Attribute("href")?.Value),
                Tags = [.. entry.Elements(Atom + "category").Select(category => (string?)category.Attribute("term") ?? "").Take(TagsMax)],
            }
            : null;
    }

    /// <summary>By the type of a text construct of RFC 4287.</summary>
    private static string HtmlOf(XElement? text) => ((string?)text?.Attribute("type"))?.ToLowerInvariant() switch
    {
        null or "text" or "text/plain" => PlainText.ToHtml(text?.Value ?? ""),
        "xhtml" or "application/xhtml+xml" => string.Concat(text!.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))),
        _ => text!.Value,
    };

    private static string PlainOf(XElement text) => ((string?)text.Attribute("type"))?.ToLowerInvariant() is "html" or "text/html" ? PlainText.Of(text.Value) : text.Value;

    private static IntakeReading ReadNinjs(string text, int itemsMax)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            var root = document.RootElement;
            var objects = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray()
                : root.TryGetProperty("associations", out var list) && list.ValueKind == JsonValueKind.Array && !root.TryGetProperty("bodies", out _) ? [.. list.EnumerateArray()]
                : new[] { root };
            return Collect(objects.Select(OfNinjs), itemsMax);
        }
        catch (JsonException)
        {
            return IntakeReading.Failed("not-json");
        }
    }

    private static IntakeItem? OfNinjs(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Text(item, "pubStatus") is "canceled" or "withheld" || Text(item, "pubstatus") is "canceled" or "withheld")
        {
            return null;
        }

        var (html, plain) = (Value(item, "bodies", "text/html") ?? Text(item, "body_html") ?? Text(item, "body_xhtml"), Value(item, "bodies", "text/plain") ?? Text(item, "body_text"));
        return Item(Text(item, "uri"), Value(item, "headlines", null) ?? Text(item, "headline")) is { } found
            ? found with
            {
                Html = html ?? PlainText.ToHtml(plain ?? ""),
                Summary = PlainText.Of(Value(item, "descriptions", null) ?? Text(item, "description_text") ?? ""),
                Author = Text(item, "by") ?? Text(item, "byline") ?? "",
                Link = Address(Text(item, "uri")),
                Tags = item.TryGetProperty("subjects", out var subjects) && subjects.ValueKind == JsonValueKind.Array
                    ? [.. subjects.EnumerateArray().Select(subject => Text(subject, "name") ?? "").Take(TagsMax)]
                    : [],
            }
            : null;
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first of a list of values, of that type where one is asked for.</summary>
    private static string? Value(JsonElement item, string name, string? type) =>
        item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(value => type is null || (Text(value, "contentType") ?? Text(value, "contenttype")) == type).Select(value => Text(value, "value")).FirstOrDefault()
            : null;

    private static IntakeItem? Item(string? name, string? title)
    {
        var (trimmed, plain) = (name?.Trim() ?? "", PlainText.Of(title ?? ""));
        return trimmed.Length is 0 or > NameLengthMax || plain.Length == 0 ? null : new IntakeItem { Name = trimmed, Title = plain };
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;
}
