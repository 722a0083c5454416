namespace Sokbo.Grains.Interfaces.Articles;

[GenerateSerializer, Immutable, Alias("articles.BreakingItem")]
public sealed record BreakingItem(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] int Revision,
    [property: Id(2)] string Headline,
    [property: Id(3)] DateTimeOffset RaisedAt,
    [property: Id(4)] bool Sample);
