using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What an author decides about an article. Checked and sanitised before it gets here.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleDraft")]
public sealed record ArticleDraft
{
    public const int HeadlineLengthMax = 300;

    public const int BlocksMax = 500;

    [Id(0)] public required string Section { get; init; }

    [Id(1)] public required string Headline { get; init; }

    [Id(2)] public string Summary { get; init; } = "";

    [Id(3)] public ImmutableArray<ArticleBlock> Blocks { get; init; } = [];

    [Id(4)] public string Byline { get; init; } = "";

    [Id(5)] public bool Breaking { get; init; }

    [Id(6)] public bool Sample { get; init; }

    public bool Equals(ArticleDraft? other) =>
        other is not null && Section == other.Section && Headline == other.Headline && Summary == other.Summary
        && Byline == other.Byline && Breaking == other.Breaking && Sample == other.Sample
        && Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Section, Headline, Summary, Blocks.Length);
}
