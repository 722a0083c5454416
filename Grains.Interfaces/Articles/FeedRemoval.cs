namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article that a feed has shown and must not show any more.</summary>
[GenerateSerializer, Immutable, Alias("articles.FeedRemoval")]
public sealed record FeedRemoval
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>The revision that removed it: an older one cannot bring it back.</summary>
    [Id(1)] public required int Revision { get; init; }

    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>True where readers are to delete what they keep of it: retracted, held, moved. False where it has expired.</summary>
    [Id(3)] public bool Deleted { get; init; }

    /// <summary>What has become of an article that is withheld. Null for one that moved or expired, and where an older version wrote it.</summary>
    [Id(4)] public ArticleStage? Withheld { get; init; }

    [Id(5)] public DateTimeOffset FirstPublishedAt { get; init; }

    /// <summary>When the article came to be as it is now, a tombstone.</summary>
    [Id(6)] public DateTimeOffset VersionCreatedAt { get; init; }
}
