namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Where an arranged card stands in a list, from 0.</summary>
[GenerateSerializer, Immutable, Alias("articles.ListPlace")]
public sealed record ListPlace([property: Id(0)] string Article, [property: Id(1)] int Index);
