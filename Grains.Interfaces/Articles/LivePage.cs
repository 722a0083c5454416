using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A page of the posts that are not among the first; in the order of the live blog.</summary>
[GenerateSerializer, Immutable, Alias("articles.LivePage")]
public sealed record LivePage(
    [property: Id(0)] ImmutableArray<LivePost> Posts,
    [property: Id(1)] string Older);
