namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A request to erase an article, which another person carries out.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleErasure")]
public sealed record ArticleErasure(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Author,
    [property: Id(2)] string Reason);
