using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// What a revision changed; null where nothing did, but for <see cref="Breaking"/> and what follows the words "as it is now".
/// A retraction or hold is never a delta but a barrier.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleDelta")]
public sealed record ArticleDelta : TopicPayload
{
    [Id(0)] public required int Revision { get; init; }

    [Id(1)] public required ArticleStage Stage { get; init; }

    [Id(2)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(3)] public string? Section { get; init; }

    [Id(4)] public string? Headline { get; init; }

    [Id(5)] public string? Summary { get; init; }

    [Id(6)] public ImmutableArray<ArticleBlock>? Blocks { get; init; }

    [Id(7)] public string? Byline { get; init; }

    [Id(8)] public ImmutableArray<ArticleNote> AddedNotes { get; init; } = [];

    [Id(9)] public bool Breaking { get; init; }

    /// <summary>As it is now.</summary>
    [Id(10)] public DateTimeOffset? CorrectionRequestedAt { get; init; }

    [Id(11)] public int? Urgency { get; init; }

    [Id(12)] public ImmutableArray<string>? Tags { get; init; }

    [Id(13)] public string? Region { get; init; }

    [Id(14)] public string? Canonical { get; init; }

    [Id(15)] public ImmutableArray<string>? Related { get; init; }

    /// <summary>As it is now.</summary>
    [Id(16)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>As it is now.</summary>
    [Id(17)] public bool Expired { get; init; }

    /// <summary>As it is now.</summary>
    [Id(18)] public int PostsVersion { get; init; }

    [Id(19)] public LiveBlogDelta? Live { get; init; }

    /// <summary>As it is now.</summary>
    [Id(20)] public DateTimeOffset? VersionCreated { get; init; }
}
