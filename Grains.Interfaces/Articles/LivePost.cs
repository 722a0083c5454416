namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A post of a live blog as readers see it.</summary>
[GenerateSerializer, Immutable, Alias("articles.LivePost")]
public sealed record LivePost
{
    /// <summary>Unique in its live blog; the page has it as anchor <c>post-{id}</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Of the post, from 1.</summary>
    [Id(1)] public required int Revision { get; init; }

    [Id(2)] public required LivePostDraft Text { get; init; }

    /// <summary>Never moves.</summary>
    [Id(3)] public required DateTimeOffset PublishedAt { get; init; }

    [Id(4)] public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Higher stands above lower; at most 2^53, so that browsers can compare it.</summary>
    [Id(5)] public required long Rank { get; init; }
}
