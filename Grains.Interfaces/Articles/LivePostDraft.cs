using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What an author decides about a post of a live blog. Checked and sanitised before it gets here.</summary>
[GenerateSerializer, Immutable, Alias("articles.LivePostDraft")]
public sealed record LivePostDraft
{
    public const int HeadlineLengthMax = 200;

    public const int BlocksMax = 30;

    /// <summary>Characters of markup in all blocks of a post.</summary>
    public const int TextLengthMax = 12_000;

    /// <summary>May be empty.</summary>
    [Id(0)] public string Headline { get; init; } = "";

    [Id(1)] public ImmutableArray<ArticleBlock> Blocks { get; init; } = [];

    [Id(2)] public string Byline { get; init; } = "";

    /// <summary>Stands above all posts that are not pinned.</summary>
    [Id(3)] public bool Pinned { get; init; }

    /// <summary>One of the moments that make up the story.</summary>
    [Id(4)] public bool Key { get; init; }

    /// <summary>Characters that it takes on the wire, about.</summary>
    public int TextLength => Headline.Length + Blocks.Sum(Length);

    public bool Equals(LivePostDraft? other) =>
        other is not null && Headline == other.Headline && Byline == other.Byline && Pinned == other.Pinned && Key == other.Key
        && Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Headline, Byline, Pinned, Key, Blocks.Length);

    private static int Length(ArticleBlock block) =>
        block.Html.Length + block.Url.Length + block.Alt.Length + block.Items.Sum(item => item.Length) + block.Rows.Sum(row => row.Sum(cell => cell.Length));
}
