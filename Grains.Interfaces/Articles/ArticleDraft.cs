using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What an author decides about an article. Checked and sanitised before it gets here.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleDraft")]
public sealed record ArticleDraft
{
    public const int HeadlineLengthMax = 300;

    public const int BlocksMax = 500;

    public const int TagsMax = 20;

    public const int RelatedMax = 10;

    /// <summary>Different pictures that are kept here.</summary>
    public const int PicturesMax = 100;

    /// <summary>Different pictures that an article and its posts have ever had: all of them hear of it with each of its revisions.</summary>
    public const int PicturesEverMax = 500;

    [Id(0)] public required string Section { get; init; }

    [Id(1)] public required string Headline { get; init; }

    [Id(2)] public string Summary { get; init; } = "";

    [Id(3)] public ImmutableArray<ArticleBlock> Blocks { get; init; } = [];

    [Id(4)] public string Byline { get; init; } = "";

    [Id(5)] public bool Breaking { get; init; }

    [Id(6)] public bool Sample { get; init; }

    /// <summary>1 for the most urgent to 9; 0 where nobody has said, which counts as 5.</summary>
    [Id(7)] public int Urgency { get; init; }

    /// <summary>In NFC, each once.</summary>
    [Id(8)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The place that it is about, for example 평택시; may be empty.</summary>
    [Id(9)] public string Region { get; init; } = "";

    /// <summary>Where the text lives for search engines, when that is not its page here; empty otherwise.</summary>
    [Id(10)] public string Canonical { get; init; } = "";

    /// <summary>Ids of articles that a reader of this one is shown.</summary>
    [Id(11)] public ImmutableArray<string> Related { get; init; } = [];

    /// <summary>From then on it leaves lists, feeds and the band; its page stays.</summary>
    [Id(12)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Hashes of the pictures in it that are kept here, each once.</summary>
    public IEnumerable<string> Pictures => PicturesIn(Blocks);

    /// <summary>Hashes of the pictures in some blocks, each once.</summary>
    public static IEnumerable<string> PicturesIn(ImmutableArray<ArticleBlock> blocks) =>
        blocks.Where(block => block.Kind == BlockKind.Image).Select(block => PictureAddress.HashOf(block.Url)).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>True where each image, wherever it is kept, says what it shows and whose it is; otherwise it cannot be published.</summary>
    public bool HasWholePictures => Blocks.All(block =>
        block.Kind != BlockKind.Image || (!string.IsNullOrWhiteSpace(block.Alt) && !string.IsNullOrWhiteSpace(block.Credit)));

    public bool Equals(ArticleDraft? other) =>
        other is not null && Section == other.Section && Headline == other.Headline && Summary == other.Summary
        && Byline == other.Byline && Breaking == other.Breaking && Sample == other.Sample
        && Urgency == other.Urgency && Region == other.Region && Canonical == other.Canonical && ExpiresAt == other.ExpiresAt
        && Tags.AsSpan().SequenceEqual(other.Tags.AsSpan()) && Related.AsSpan().SequenceEqual(other.Related.AsSpan())
        && Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Section, Headline, Summary, Blocks.Length);
}
