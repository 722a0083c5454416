using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>What a feed holds; see <see cref="ArticleFeed"/>, which is the public part.</summary>
[GenerateSerializer, Immutable, Alias("articles.FeedState")]
internal sealed record FeedState
{
    /// <summary>Kept whatever their age, so that a card that leaves makes room for the next. Beyond it, those that a sitemap names.</summary>
    public const int KeptMax = 2 * ArticleFeed.ListedMax;

    public const int RemovedMax = 500;

    [Id(0)] public ImmutableArray<FeedEntry> Entries { get; init; } = [];

    [Id(1)] public ImmutableArray<FeedRemoval> Removed { get; init; } = [];

    [Id(2)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What documents say of <see cref="Removed"/>: of one that has moved, not what becomes of it elsewhere.</summary>
    public IEnumerable<(string Id, DateTimeOffset At, ArticleStage? Withheld, int Revision)> Told =>
        Removed.Where(removal => removal.Deleted).Select(removal => (removal.Id, removal.At, removal.Withheld, removal.Withheld is null ? 0 : removal.Revision));

    public ArticleFeed Public => new() { Entries = Entries, Removed = Removed, ChangedAt = ChangedAt };

    /// <summary>Revision of the article that the feed knows; 0 for none.</summary>
    public int RevisionOf(string id) =>
        Entries.FirstOrDefault(entry => entry.Id == id)?.Revision ?? Removed.FirstOrDefault(entry => entry.Id == id)?.Revision ?? 0;
}
