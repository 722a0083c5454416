using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>Order and visibility of the posts of a live blog.</summary>
internal static class LiveRules
{
    /// <summary>Between two posts that follow each other: some forty can be put between the same two.</summary>
    public const long Step = 1L << 40;

    /// <summary>What a browser can tell apart.</summary>
    private const long RankMax = 1L << 52;

    /// <summary>What open pages hear of.</summary>
    public static LiveBlog Public(LiveBlogState live, DateTimeOffset firstPublishedAt)
    {
        var all = Visible(live, firstPublishedAt);
        var shown = Shown(all, 0);
        return new LiveBlog
        {
            CoverageStart = live.CoverageStart,
            CoverageEnd = live.CoverageEnd,
            Posts = shown,
            Count = all.Length,
            Older = shown.Length < all.Length ? all[shown.Length].Id : "",
            Keys = [.. all.Where(post => post.Text.Key)
                .OrderByDescending(post => post.PublishedAt)
                .ThenByDescending(post => post.Rank)
                .Take(LiveBlog.KeysMax)
                .Select(post => new LiveKey(post.Id, post.Text.Headline, post.PublishedAt))],
            Pictures = [.. all.SelectMany(post => ArticleDraft.PicturesIn(post.Text.Blocks)).Distinct(StringComparer.Ordinal)],
            Hidden = [.. live.Posts.Where(post => post.Hidden).Select(post => post.Id)],
        };
    }

    /// <summary>The same with every post that readers may see.</summary>
    public static LiveBlog Whole(LiveBlogState live, DateTimeOffset firstPublishedAt) =>
        Public(live, firstPublishedAt) with { Posts = Visible(live, firstPublishedAt), Older = "" };

    /// <summary>Posts from one on; null where readers may not see it.</summary>
    public static LivePage? Page(LiveBlogState live, DateTimeOffset firstPublishedAt, string from)
    {
        var all = Visible(live, firstPublishedAt);
        var (index, _) = all.Index().FirstOrDefault(pair => pair.Item.Id == from, (-1, null!));
        if (index < 0)
        {
            return null;
        }

        var shown = Shown(all, index);
        var next = index + shown.Length;
        return new LivePage(shown, next < all.Length ? all[next].Id : "");
    }

    /// <summary>Applied to the one it gives the other. What is hidden is never told of by a delta.</summary>
    public static LiveBlogDelta? Delta(LiveBlog? before, LiveBlog? after) => before is null || after is null ? null : new()
    {
        CoverageEnd = after.CoverageEnd,
        Upserted = [.. after.Posts.Except(before.Posts)],
        Removed = [.. before.Posts.Select(post => post.Id).Except(after.Posts.Select(post => post.Id))],
        Count = after.Count,
        Older = after.Older,
        Keys = after.Keys.AsSpan().SequenceEqual(before.Keys.AsSpan()) ? null : after.Keys,
        Pictures = after.Pictures.AsSpan().SequenceEqual(before.Pictures.AsSpan()) ? null : after.Pictures,
    };

    /// <summary>The delta with a post that changed, where it is not among those that the delta itself is about.</summary>
    public static LiveBlogDelta? WithEdited(LiveBlogDelta? delta, LiveBlog shown, LivePostDetails post, DateTimeOffset firstPublishedAt) =>
        post.Revision > 1 && shown.Posts.All(other => other.Id != post.Id) ? delta! with { Edited = Post(post, firstPublishedAt) } : delta;

    /// <summary>The rank of a new post: above all.</summary>
    public static long Top(LiveBlogState live) => live.Posts.IsEmpty ? Step : live.Posts.Max(post => post.Rank) + Step;

    /// <summary>The rank directly above a post, or below all; null where there is no room between it and its neighbour.</summary>
    public static long? Above(LiveBlogState live, string moved, string? id)
    {
        var others = live.Posts.Where(post => post.Id != moved).Select(post => post.Rank).Order().ToArray();
        if (id is null)
        {
            var below = (others.Length == 0 ? Step : others[0]) - Step;
            return below > -RankMax ? below : null;
        }

        var low = live.Find(id)!.Rank;
        var high = others.FirstOrDefault(rank => rank > low, low + (2 * Step));
        var middle = low + ((high - low) / 2);
        return middle > low && middle < RankMax ? middle : null;
    }

    /// <summary>Key of the text of a revision of a post.</summary>
    public static string TextKey(string article, string post, LivePostRevision revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{article}/{post}/{revision.Number}/{revision.OperationId}");

    private static ImmutableArray<LivePost> Visible(LiveBlogState live, DateTimeOffset firstPublishedAt) =>
        LiveBlog.Sort(live.Posts.Where(post => !post.Hidden).Select(post => Post(post, firstPublishedAt)));

    private static LivePost Post(LivePostDetails post, DateTimeOffset firstPublishedAt) => new()
    {
        Id = post.Id,
        Revision = post.Revision,
        Text = post.Draft,
        PublishedAt = post.CreatedAt > firstPublishedAt ? post.CreatedAt : firstPublishedAt,
        ModifiedAt = post.ModifiedAt > firstPublishedAt ? post.ModifiedAt : firstPublishedAt,
        Rank = post.Rank,
    };

    private static ImmutableArray<LivePost> Shown(ImmutableArray<LivePost> all, int from)
    {
        var length = 0;
        return
        [
            .. all.Skip(from).Take(LiveBlog.ShownMax).TakeWhile((post, index) =>
            {
                length += post.Text.TextLength;
                return index == 0 || length <= LiveBlog.ShownLengthMax;
            }),
        ];
    }
}
