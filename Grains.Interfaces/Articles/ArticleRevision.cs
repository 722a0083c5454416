namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who made a revision, when and why. Texts of former revisions are not kept yet.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleRevision")]
public sealed record ArticleRevision
{
    public const int KeptMax = 50;

    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required ArticleStage Stage { get; init; }

    [Id(2)] public required DateTimeOffset At { get; init; }

    [Id(3)] public required string Author { get; init; }

    [Id(4)] public string Reason { get; init; } = "";
}
