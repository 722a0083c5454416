using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles.Archives;

/// <param name="Ids">Ids of articles.</param>
/// <param name="Next">Where to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("articles.ArchivePage")]
public sealed record ArchivePage(
    [property: Id(0)] ImmutableArray<string> Ids,
    [property: Id(1)] string? Next);
