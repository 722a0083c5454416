using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A piece of a body. <see cref="Html"/> and <see cref="Items"/> hold inline markup that was sanitised on entry.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleBlock")]
public sealed record ArticleBlock
{
    [Id(0)] public required BlockKind Kind { get; init; }

    public const int RowsMax = 200;

    public const int CellsMax = 30;

    public const int AltLengthMax = 500;

    /// <summary>Inline HTML of a paragraph, heading or quote; caption of an image or table.</summary>
    [Id(1)] public string Html { get; init; } = "";

    /// <summary>Heading level, 2 to 4.</summary>
    [Id(2)] public int Level { get; init; }

    /// <summary>Inline HTML of each item of a list.</summary>
    [Id(3)] public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>True for a numbered list.</summary>
    [Id(4)] public bool Ordered { get; init; }

    /// <summary>Address of an image (https, or a path on the site), or of an embedded player.</summary>
    [Id(5)] public string Url { get; init; } = "";

    [Id(6)] public string Alt { get; init; } = "";

    /// <summary>Pixels; 0 when unknown.</summary>
    [Id(7)] public int Width { get; init; }

    [Id(8)] public int Height { get; init; }

    /// <summary>Inline HTML of each cell of each row of a table.</summary>
    [Id(9)] public ImmutableArray<ImmutableArray<string>> Rows { get; init; } = [];

    /// <summary>True where the first row names the columns.</summary>
    [Id(10)] public bool Headed { get; init; }

    /// <summary>Of an image: whose it is, as readers are told. Plain text.</summary>
    [Id(11)] public string Credit { get; init; } = "";

    /// <summary>Of an image that is kept here: widths in pixels of its smaller forms, ascending.</summary>
    [Id(12)] public ImmutableArray<int> Widths { get; init; } = [];

    public bool Equals(ArticleBlock? other) =>
        other is not null && Kind == other.Kind && Html == other.Html && Level == other.Level && Ordered == other.Ordered
        && Url == other.Url && Alt == other.Alt && Width == other.Width && Height == other.Height
        && Items.AsSpan().SequenceEqual(other.Items.AsSpan()) && Headed == other.Headed && SameRows(other)
        && (Credit ?? "") == (other.Credit ?? "") && Widths.AsSpan().SequenceEqual(other.Widths.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Kind, Html, Url, Items.Length);

    private bool SameRows(ArticleBlock other)
    {
        var rows = Rows.AsSpan();
        var others = other.Rows.AsSpan();
        if (rows.Length != others.Length)
        {
            return false;
        }

        for (var index = 0; index < rows.Length; index++)
        {
            if (!rows[index].AsSpan().SequenceEqual(others[index].AsSpan()))
            {
                return false;
            }
        }

        return true;
    }
}
