using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article as feeds and sitemaps tell of it.</summary>
[GenerateSerializer, Immutable, Alias("articles.FeedEntry")]
public sealed record FeedEntry
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int Revision { get; init; }

    [Id(2)] public required string Section { get; init; }

    [Id(3)] public required string Headline { get; init; }

    /// <summary>The summary, or the beginning of the text.</summary>
    [Id(4)] public string Summary { get; init; } = "";

    [Id(5)] public string Byline { get; init; } = "";

    [Id(6)] public string Image { get; init; } = "";

    [Id(7)] public string ImageAlt { get; init; } = "";

    [Id(8)] public ImmutableArray<string> Tags { get; init; } = [];

    [Id(9)] public required DateTimeOffset FirstPublishedAt { get; init; }

    /// <summary>Of the text.</summary>
    [Id(10)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(11)] public int Urgency { get; init; }

    [Id(12)] public bool Sample { get; init; }

    [Id(13)] public bool Corrected { get; init; }

    [Id(14)] public bool CorrectionRequested { get; init; }

    [Id(15)] public string Canonical { get; init; } = "";

    [Id(16)] public string Region { get; init; } = "";

    /// <summary>True for a live blog whose coverage is closed: no more posts are to come.</summary>
    [Id(17)] public bool CoverageClosed { get; init; }

    /// <summary>When the article came to be as it is now; null where an older version wrote it.</summary>
    [Id(18)] public DateTimeOffset? VersionCreated { get; init; }

    public DateTimeOffset VersionCreatedAt => VersionCreated ?? ModifiedAt;

    /// <summary>When the article last came back from a hold.</summary>
    [Id(19)] public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>
    /// As RFC 4287 means it. A reader that was told to delete the entry believes it again where it was updated since (RFC 6721,
    /// section 3), so a return counts although the text is the same.
    /// </summary>
    public DateTimeOffset UpdatedAt => ReturnedAt is { } returned && returned > ModifiedAt ? returned : ModifiedAt;
}
