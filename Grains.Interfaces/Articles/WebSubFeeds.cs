namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Feeds that a hub passes on: those that name it, and that it is told of.</summary>
public static class WebSubFeeds
{
    public static IReadOnlyList<string> Files { get; } = ["rss.xml", "atom.xml", "feed.json"];
}
