using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>What a feed is written from: the feed of a site or section, and the addresses it is read at.</summary>
internal sealed record FeedView
{
    public required SiteInfo Site { get; init; }

    /// <summary>Null for the feed of the whole site.</summary>
    public SectionInfo? Section { get; init; }

    public required ArticleFeed Feed { get; init; }

    /// <summary>Scheme and host, without a slash at the end.</summary>
    public required string Origin { get; init; }

    /// <summary>Path of the feed itself.</summary>
    public required string Path { get; init; }

    /// <summary>Address of the hub that passes this feed on; empty for none.</summary>
    public string Hub { get; init; } = "";

    public string Title => SampleMark.Before(Section is null ? Site.Name : $"{Section.Name} - {Site.Name}", Site.Sample);

    /// <summary>The page that shows the same.</summary>
    public string Home => Section is null ? $"{Origin}/" : $"{Origin}/sections/{Section.Id}";

    public string Self => Origin + Path;

    /// <summary>Newest first.</summary>
    public IEnumerable<FeedEntry> Entries => Feed.Entries.Take(ArticleFeed.ListedMax);

    /// <summary>What readers are to delete, newest first.</summary>
    public IEnumerable<FeedRemoval> Deleted =>
        Feed.Removed.Where(removal => removal.Deleted).Reverse().Take(ArticleFeed.ListedMax);

    /// <summary>When an entry of the feed last changed, one left it, or what the site says of itself changed.</summary>
    public DateTimeOffset UpdatedAt => Feed.ChangedAt > Site.ChangedAt ? Feed.ChangedAt : Site.ChangedAt;

    public string Url(FeedEntry entry) => $"{Origin}/articles/{entry.Id}";

    public string Absolute(string url) => url.StartsWith('/') ? Origin + url : url;

    public string TitleOf(FeedEntry entry) => SampleMark.Before(entry.Headline, entry.Sample && !Site.Sample);

    public static string SummaryOf(FeedEntry entry) =>
        entry.CorrectionRequested ? $"[{PageText.Korean.CorrectionRequested}] {entry.Summary}" : entry.Summary;

    public string AuthorOf(FeedEntry entry) => entry.Byline.Length > 0 ? entry.Byline : Site.Name;

    public string? SectionName(FeedEntry entry) => Site.Sections.FirstOrDefault(section => section.Id == entry.Section)?.Name;

    public string Id => FeedIds.OfFeed(Site.Id, Section?.Id);
}
