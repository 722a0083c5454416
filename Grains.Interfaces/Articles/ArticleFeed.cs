using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// State of <c>feed/{site}</c> and <c>feed/{site}/{section}</c>: what feeds and sitemaps are written from. Newest first by
/// first publication, then by id.
/// </summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("articles.ArticleFeed")]
public sealed record ArticleFeed : TopicPayload
{
    /// <summary>Entries that feeds list; the state keeps more for the sitemap.</summary>
    public const int ListedMax = 50;

    /// <summary>What a news sitemap may name, and for how long.</summary>
    public const int SitemapMax = 1_000;

    public static readonly TimeSpan SitemapAge = TimeSpan.FromHours(48);

    [Id(0)] public ImmutableArray<FeedEntry> Entries { get; init; } = [];

    /// <summary>Most recently removed last.</summary>
    [Id(1)] public ImmutableArray<FeedRemoval> Removed { get; init; } = [];

    /// <summary>When a document that is written from it last changed; see <see cref="DocumentDate.Next"/>.</summary>
    [Id(2)] public required DateTimeOffset ChangedAt { get; init; }
}
