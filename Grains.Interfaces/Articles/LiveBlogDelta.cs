using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>What changed in a live blog. A hidden post is never told of by a delta: it is a barrier.</summary>
[GenerateSerializer, Immutable, Alias("articles.LiveBlogDelta")]
public sealed record LiveBlogDelta
{
    /// <summary>As it is now.</summary>
    [Id(0)] public DateTimeOffset? CoverageEnd { get; init; }

    /// <summary>Posts that came, changed or moved.</summary>
    [Id(1)] public ImmutableArray<LivePost> Upserted { get; init; } = [];

    /// <summary>Posts that are below the shown ones now.</summary>
    [Id(2)] public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>As it is now.</summary>
    [Id(3)] public int Count { get; init; }

    /// <summary>As it is now.</summary>
    [Id(4)] public string Older { get; init; } = "";

    /// <summary>Null where they are the same.</summary>
    [Id(5)] public ImmutableArray<LiveKey>? Keys { get; init; }

    /// <summary>Null where they are the same.</summary>
    [Id(6)] public ImmutableArray<string>? Pictures { get; init; }

    /// <summary>A post that changed below the shown ones, as it is now: a page of older posts may have it. Null for none.</summary>
    [Id(7)] public LivePost? Edited { get; init; }
}
