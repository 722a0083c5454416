using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A post as its newsroom sees it.</summary>
[GenerateSerializer, Immutable, Alias("articles.LivePostDetails")]
public sealed record LivePostDetails
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required LivePostDraft Draft { get; init; }

    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(3)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(4)] public required long Rank { get; init; }

    /// <summary>True once readers may not see it; for ever.</summary>
    [Id(5)] public bool Hidden { get; init; }

    /// <summary>Oldest first, at most <see cref="LivePostRevision.Max"/>.</summary>
    [Id(6)] public ImmutableArray<LivePostRevision> Revisions { get; init; } = [];

    public int Revision => Revisions[^1].Number;
}
