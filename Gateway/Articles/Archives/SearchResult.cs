using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Archives;

/// <param name="Articles">Newest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SearchResult(ImmutableArray<ArticleContent> Articles, string? Next);
