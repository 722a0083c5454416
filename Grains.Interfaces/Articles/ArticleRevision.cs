namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who made a revision, when, by which act and why. Its text is the article's own until the next one takes its place, and is kept apart then (<see cref="IArticleRevisionGrain"/>).</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleRevision")]
public sealed record ArticleRevision
{
    public const int KeptMax = 500;

    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required ArticleStage Stage { get; init; }

    [Id(2)] public required DateTimeOffset At { get; init; }

    [Id(3)] public required string Author { get; init; }

    [Id(4)] public string Reason { get; init; } = "";

    /// <summary>What was done, for example <c>correct</c>; empty for revisions older than the audit log.</summary>
    [Id(5)] public string Act { get; init; } = "";

    /// <summary>The operation that made it, and with its number the key of its text; empty where none is kept.</summary>
    [Id(6)] public string OperationId { get; init; } = "";
}
