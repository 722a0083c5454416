using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

[MessagePackObject, WireOut]
public sealed record WireBlock
{
    [Key("kind")] public required string Kind { get; init; }

    /// <summary>Sanitised inline HTML.</summary>
    [Key("html")] public string? Html { get; init; }

    [Key("level")] public int? Level { get; init; }

    /// <summary>Sanitised inline HTML of each item.</summary>
    [Key("items")] public IReadOnlyList<string>? Items { get; init; }

    [Key("ordered")] public bool? Ordered { get; init; }

    [Key("url")] public string? Url { get; init; }

    [Key("alt")] public string? Alt { get; init; }

    [Key("width")] public int? Width { get; init; }

    [Key("height")] public int? Height { get; init; }

    /// <summary>Sanitised inline HTML of each cell of each row of a table.</summary>
    [Key("rows")] public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }

    /// <summary>True where the first row names the columns.</summary>
    [Key("headed")] public bool? Headed { get; init; }

    /// <summary>Whose image it is; plain text.</summary>
    [Key("credit")] public string? Credit { get; init; }

    /// <summary>Widths in pixels of the smaller forms of an image that is kept here.</summary>
    [Key("widths")] public IReadOnlyList<int>? Widths { get; init; }
}
