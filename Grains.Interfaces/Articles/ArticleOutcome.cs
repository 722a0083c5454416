namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Answer to an act: the article as it stands after it, or why nothing has changed.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleOutcome")]
public sealed record ArticleOutcome(
    [property: Id(0)] ArticleVerdict Verdict,
    [property: Id(1)] ArticleDetails? Article)
{
    /// <summary>The post that the act was about.</summary>
    [Id(2)] public LivePostDetails? Post { get; init; }
}
