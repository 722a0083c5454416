using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>The live part of an article, all of it; <see cref="LiveBlog"/> is what open pages hear of.</summary>
[GenerateSerializer, Immutable, Alias("articles.LiveBlogState")]
internal sealed record LiveBlogState
{
    /// <summary>Never moves.</summary>
    [Id(0)] public required DateTimeOffset CoverageStart { get; init; }

    /// <summary>Null while it goes on.</summary>
    [Id(1)] public DateTimeOffset? CoverageEnd { get; init; }

    /// <summary>Oldest first, at most <see cref="LiveBlog.PostsMax"/>.</summary>
    [Id(2)] public ImmutableArray<LivePostDetails> Posts { get; init; } = [];

    public LiveSummary Summary => new(CoverageStart, CoverageEnd, Posts.Count(post => !post.Hidden), Posts.Count(post => post.Hidden));

    public LivePostDetails? Find(string id) => Posts.FirstOrDefault(post => post.Id == id);
}
