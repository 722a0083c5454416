namespace Sokbo.Grains.Articles;

[GenerateSerializer, Immutable, Alias("articles.RemovedCard")]
internal sealed record RemovedCard([property: Id(0)] string Id, [property: Id(1)] int Revision);
