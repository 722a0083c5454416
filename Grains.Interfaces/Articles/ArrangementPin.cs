namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article that keeps its position, from 1, whatever is published.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArrangementPin")]
public sealed record ArrangementPin([property: Id(0)] string Article, [property: Id(1)] int Position);
