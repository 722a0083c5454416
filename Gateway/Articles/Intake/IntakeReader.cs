using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Reads RSS 2.0 and 0.9x, Atom, and ninjs, also one object in each line. Without document types, so without entities of strangers; depth and number of
/// items are bounded, size is bounded before. Pure.
/// </summary>
internal static class IntakeReader
{
    private const int DepthMax = 64;
    private const int NameLengthMax = 2_000;
    private const int TagsMax = 20;
    private const string Canceled = "canceled";
    private const string Withheld = "withheld";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";

    private static readonly string[] BodyNames = ["bodies", "body_html", "body_xhtml", "body_text"];

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

    private static IntakeReading Collect(IEnumerable<IntakeItem> found, int itemsMax)
    {
        var all = found.Take(itemsMax).ToArray();
        return new IntakeReading(
            [.. all.Where(item => item.Problem is null).DistinctBy(item => item.Name, StringComparer.Ordinal)],
            [.. all.Where(item => item.Problem is not (null or Canceled or Withheld))],
            [.. all.Where(item => item.Problem is Canceled or Withheld)],
            null);
    }

    private static IntakeItem OfRss(XElement item)
    {
        string? Text(string name) => item.Elements().FirstOrDefault(element => element.Name.LocalName == name && (element.Name.Namespace == XNamespace.None || element.Name.Namespace == item.Name.Namespace))?.Value;

        var link = Address(Text("link"));
        var content = item.Element(Content + "encoded")?.Value;
        var description = Text("description") ?? "";
        return Item(Text("guid") ?? link?.AbsoluteUri, Text("title")) with
        {
            PublishedAt = IntakeDates.Read(Text("pubDate") ?? item.Element(DublinCore + "date")?.Value),
            Html = content ?? description,
            Summary = content is null ? "" : PlainText.Of(description),
            Author = item.Element(DublinCore + "creator")?.Value ?? Text("author") ?? "",
            Credit = PlainText.Of(item.Descendants(Media + "credit").FirstOrDefault()?.Value ?? ""),
            Link = link,
            Tags = [.. item.Elements().Where(element => element.Name.LocalName == "category").Select(element => element.Value).Take(TagsMax)],
        };
    }

    private static IntakeItem OfAtom(XElement entry)
    {
        var content = entry.Element(Atom + "content");
        var summary = entry.Element(Atom + "summary");
        return Item(entry.Element(Atom + "id")?.Value, entry.Element(Atom + "title") is { } title ? PlainOf(title) : null) with
        {
            PublishedAt = IntakeDates.Read((entry.Element(Atom + "published") ?? entry.Element(Atom + "updated"))?.Value),
            Html = HtmlOf(content ?? summary),
            Summary = content is null || summary is null ? "" : PlainOf(summary),
            Author = entry.Element(Atom + "author")?.Element(Atom + "name")?.Value ?? "",
            Credit = PlainText.Of(entry.Descendants(Media + "credit").FirstOrDefault()?.Value ?? ""),
            Link = Address(entry.Elements(Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") is null or "alternate")?.Attribute("href")?.Value),
            Tags = [.. entry.Elements(Atom + "category").Select(category => (string?)category.Attribute("term") ?? "").Take(TagsMax)],
        };
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
        var found = new List<IntakeItem>();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = DepthMax });
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                found.AddRange(Leaves(document.RootElement).Take(itemsMax - found.Count).Select(OfNinjs));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is half of a pair of surrogates, which JSON can name and no text can hold.
            return IntakeReading.Failed("not-json");
        }

        return Collect(found, itemsMax);
    }

    /// <summary>
    /// The items in a list, or in a composite that has no text of its own. What is said of a composite as a whole, an embargo
    /// or that it is taken back, is said of its items too, so such a one is not taken apart.
    /// </summary>
    private static IEnumerable<JsonElement> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object when IsList(element) => element.GetProperty("associations") is { ValueKind: JsonValueKind.Object } named
            ? named.EnumerateObject().SelectMany(member => Leaves(member.Value))
            : Leaves(element.GetProperty("associations")),
        _ => [element],
    };

    private static bool IsList(JsonElement item) =>
        item.TryGetProperty("associations", out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object
        && (Text(item, "type") ?? Text(item, "newsObjectType")) is null or "composite" && !BodyNames.Any(name => item.TryGetProperty(name, out _))
        && Status(item) is null && IntakeDates.TryReadEmbargo(item, out var until) && until is null;

    /// <summary>Null where it is usable.</summary>
    private static string? Status(JsonElement item) => (Text(item, "pubStatus") ?? Text(item, "pubstatus")) switch
    {
        Canceled => Canceled,
        Withheld => Withheld,
        _ => null,
    };

    private static IntakeItem OfNinjs(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return Item(null, null);
        }

        if (Status(item) is { } status)
        {
            return Item(Text(item, "uri"), null) with { Problem = status };
        }

        var found = Item(Text(item, "uri"), Value(item, "headlines", null) ?? Text(item, "headline"));
        if (!IntakeDates.TryReadEmbargo(item, out var embargo))
        {
            return found with { Problem = "embargo-unreadable" };
        }

        var (html, plain) = (Value(item, "bodies", "text/html") ?? Text(item, "body_html") ?? Text(item, "body_xhtml"), Value(item, "bodies", "text/plain") ?? Text(item, "body_text"));
        return found with
        {
            PublishedAt = IntakeDates.Read(Text(item, "firstCreated") ?? Text(item, "firstcreated") ?? Text(item, "versionCreated") ?? Text(item, "versioncreated")),
            Embargo = embargo,
            Html = html ?? PlainText.ToHtml(plain ?? ""),
            Summary = PlainText.Of(Value(item, "descriptions", null) ?? Text(item, "description_text") ?? ""),
            Author = Text(item, "by") ?? Text(item, "byline") ?? "",
            Credit = Text(item, "creditLine") ?? Text(item, "creditline") ?? "",
            Link = Address(Text(item, "uri")),
            Tags = item.TryGetProperty("subjects", out var subjects) && subjects.ValueKind == JsonValueKind.Array
                ? [.. subjects.EnumerateArray().Select(subject => Text(subject, "name") ?? "").Take(TagsMax)]
                : [],
        };
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first of a list of values, of that type where one is asked for.</summary>
    private static string? Value(JsonElement item, string name, string? type) =>
        item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(value => type is null || (Text(value, "contentType") ?? Text(value, "contenttype")) == type).Select(value => Text(value, "value")).FirstOrDefault()
            : null;

    private static IntakeItem Item(string? name, string? title)
    {
        var (trimmed, plain) = (name?.Trim() ?? "", PlainText.Of(title ?? ""));
        return new IntakeItem
        {
            Name = trimmed,
            Title = plain,
            Problem = trimmed.Length is 0 or > NameLengthMax ? "no-name" : plain.Length == 0 ? "no-title" : null,
        };
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;
}
