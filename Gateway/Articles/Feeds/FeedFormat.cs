namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>A way in which a feed is written.</summary>
/// <param name="Name">Tells apart those that have one address.</param>
/// <param name="ContentType">Of the document.</param>
/// <param name="Write">The document.</param>
internal sealed record FeedFormat(string Name, string ContentType, Func<FeedView, byte[]> Write)
{
    public static FeedFormat Rss { get; } = new("rss", RssFeed.ContentType, RssFeed.Write);

    public static FeedFormat Atom { get; } = new("atom", AtomFeed.ContentType, AtomFeed.Write);

    public static FeedFormat Json { get; } = new("json", JsonFeed.ContentType, JsonFeed.Write);

    public static FeedFormat Ninjs { get; } = new("ninjs 3.1", Feeds.Ninjs.ContentType, view => Feeds.Ninjs.WriteList(view, old: false));

    public static FeedFormat OldNinjs { get; } = new("ninjs 2.2", Feeds.Ninjs.ContentType, view => Feeds.Ninjs.WriteList(view, old: true));
}
