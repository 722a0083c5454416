using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>The live part of an article as browsers hear of it.</summary>
internal static class LiveWire
{
    public static WireLive? Live(LiveBlog? live) => live is null ? null : new()
    {
        CoverageStart = live.CoverageStart.ToUnixTimeMilliseconds(),
        CoverageEnd = live.CoverageEnd?.ToUnixTimeMilliseconds(),
        Posts = [.. live.Posts.Select(Post)],
        Count = live.Count,
        Older = ArticleWire.Text(live.Older),
        Keys = live.Keys.IsEmpty ? null : Keys(live.Keys),
        Hidden = live.Hidden.IsEmpty ? null : live.Hidden,
    };

    public static WireLiveDelta? Delta(LiveBlogDelta? delta) => delta is null ? null : new()
    {
        CoverageEnd = delta.CoverageEnd?.ToUnixTimeMilliseconds(),
        Upserted = delta.Upserted.IsEmpty ? null : [.. delta.Upserted.Select(Post)],
        Removed = delta.Removed.IsEmpty ? null : delta.Removed,
        Count = delta.Count,
        Older = ArticleWire.Text(delta.Older),
        Keys = delta.Keys is { } keys ? Keys(keys) : null,
        Edited = delta.Edited is { } edited ? Post(edited) : null,
    };

    private static IReadOnlyList<WireLiveKey> Keys(ImmutableArray<LiveKey> keys) =>
        [.. keys.Select(key => new WireLiveKey { Id = key.Id, Headline = ArticleWire.Text(key.Headline), At = key.At.ToUnixTimeMilliseconds() })];

    private static WireLivePost Post(LivePost post) => new()
    {
        Id = post.Id,
        Revision = post.Revision,
        Headline = ArticleWire.Text(post.Text.Headline),
        Blocks = ArticleWire.Blocks(post.Text.Blocks),
        Byline = ArticleWire.Text(post.Text.Byline),
        Pinned = ArticleWire.Flag(post.Text.Pinned),
        IsKey = ArticleWire.Flag(post.Text.Key),
        PublishedAt = post.PublishedAt.ToUnixTimeMilliseconds(),
        ModifiedAt = post.ModifiedAt.ToUnixTimeMilliseconds(),
        Rank = post.Rank,
    };
}
