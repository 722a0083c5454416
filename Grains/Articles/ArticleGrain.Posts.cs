using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <content>What posts a live blog showed at a moment.</content>
internal sealed partial class ArticleGrain
{
    private const int TextsAtOnceMax = 32;

    /// <summary>Every post that readers could see then, with its text and in its place of then.</summary>
    private async Task<ImmutableArray<LivePost>> PostsAtAsync(ArticleState state, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var standing = state.Live!.Posts
            .Select(post => (Post: post, Revision: post.Revisions.LastOrDefault(revision => revision.At <= at)))
            .Where(pair => pair.Revision is { Hidden: false });
        var posts = new List<LivePost>();
        foreach (var batch in standing.Chunk(TextsAtOnceMax))
        {
            var texts = await Task.WhenAll(batch.Select(pair => TextOfAsync(state.Id, pair.Post, pair.Revision!, cancellationToken)));
            posts.AddRange(batch.Zip(texts).Where(pair => pair.Second is not null).Select(pair => new LivePost
            {
                Id = pair.First.Post.Id,
                Revision = pair.First.Revision!.Number,
                Text = pair.Second!,
                PublishedAt = Later(pair.First.Post.CreatedAt, state.FirstPublishedAt!.Value),
                ModifiedAt = Later(ModifiedAt(pair.First.Post, pair.First.Revision), state.FirstPublishedAt.Value),
                Rank = pair.First.Revision.Rank,
            }));
        }

        return LiveBlog.Sort(posts);
    }

    /// <summary>That of the newest revision is in the state, except where an older version has retracted the article.</summary>
    private async Task<LivePostDraft?> TextOfAsync(string article, LivePostDetails post, LivePostRevision revision, CancellationToken cancellationToken) =>
        revision.Number == post.Revision && post.Draft != new LivePostDraft()
            ? post.Draft
            : await Text(LiveRules.TextKey(article, post.Id, revision)).ReadPost(cancellationToken);

    /// <summary>A move changes no text.</summary>
    private static DateTimeOffset ModifiedAt(LivePostDetails post, LivePostRevision standing) =>
        post.Revisions.Last(revision => revision.Number <= standing.Number && revision.Act is "post" or "update").At;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
