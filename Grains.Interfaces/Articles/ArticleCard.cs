namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article in a list.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleCard")]
public sealed record ArticleCard
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int Revision { get; init; }

    [Id(2)] public required string Section { get; init; }

    [Id(3)] public required string Headline { get; init; }

    [Id(4)] public string Summary { get; init; } = "";

    /// <summary>Address of the first picture; empty for none.</summary>
    [Id(5)] public string Image { get; init; } = "";

    [Id(6)] public string ImageAlt { get; init; } = "";

    [Id(7)] public required DateTimeOffset FirstPublishedAt { get; init; }

    [Id(8)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(9)] public bool Corrected { get; init; }

    [Id(10)] public bool Sample { get; init; }

    /// <summary>True while somebody's claim to a correction is pending.</summary>
    [Id(11)] public bool CorrectionRequested { get; init; }

    /// <summary>True while the coverage of a live blog goes on.</summary>
    [Id(12)] public bool Live { get; init; }
}
