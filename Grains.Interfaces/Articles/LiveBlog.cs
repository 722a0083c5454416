using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// The live part of an article. The posts here are the first of all, in the order of the page: pinned ones, then by rank.
/// What is below them is read in pages (<see cref="IArticleGrain.GetPosts"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.LiveBlog")]
public sealed record LiveBlog
{
    /// <summary>Posts of a live blog, hidden ones included.</summary>
    public const int PostsMax = 500;

    /// <summary>Posts that open pages are told of; those below are read in pages.</summary>
    public const int ShownMax = 30;

    /// <summary>Characters of text in the shown posts; the first is always shown.</summary>
    public const int ShownLengthMax = 32_000;

    public const int PinnedMax = 3;

    public const int KeysMax = 20;

    /// <summary>Never moves.</summary>
    [Id(0)] public required DateTimeOffset CoverageStart { get; init; }

    /// <summary>Null while it goes on.</summary>
    [Id(1)] public DateTimeOffset? CoverageEnd { get; init; }

    [Id(2)] public ImmutableArray<LivePost> Posts { get; init; } = [];

    /// <summary>Of all posts that readers may see.</summary>
    [Id(3)] public int Count { get; init; }

    /// <summary>The first post below the shown ones; empty for none.</summary>
    [Id(4)] public string Older { get; init; } = "";

    /// <summary>The newest key posts, newest first.</summary>
    [Id(5)] public ImmutableArray<LiveKey> Keys { get; init; } = [];

    /// <summary>Ids of hidden posts: a page that shows one takes it away.</summary>
    [Id(6)] public ImmutableArray<string> Hidden { get; init; } = [];

    /// <summary>Hashes of the pictures in all posts that readers may see; readers are not told of them.</summary>
    [Id(7)] public ImmutableArray<string> Pictures { get; init; } = [];

    public LiveBlog Apply(LiveBlogDelta delta) => new()
    {
        CoverageStart = CoverageStart,
        CoverageEnd = delta.CoverageEnd,
        Posts = Sort(Posts.Where(post => !delta.Removed.Contains(post.Id) && delta.Upserted.All(other => other.Id != post.Id)).Concat(delta.Upserted)),
        Count = delta.Count,
        Older = delta.Older,
        Keys = delta.Keys ?? Keys,
        Hidden = Hidden,
        Pictures = delta.Pictures ?? Pictures,
    };

    /// <summary>Pinned before others, then by rank, highest first.</summary>
    public static ImmutableArray<LivePost> Sort(IEnumerable<LivePost> posts) =>
        [.. posts.OrderByDescending(post => post.Text.Pinned).ThenByDescending(post => post.Rank)];
}
