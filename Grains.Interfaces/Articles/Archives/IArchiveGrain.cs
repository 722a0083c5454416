using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles.Archives;

/// <summary>
/// Which articles a site has published, and in which of them words are. The key is the site. It is told of articles like
/// every place that shows them; what it answers are ids, and who shows something asks the article.
/// </summary>
[Alias("articles.IArchiveGrain")]
public interface IArchiveGrain : IArticleSurfaceGrain
{
    /// <summary>
    /// Listed articles that have all <paramref name="grams"/>, newest first. It looks at a bounded number of articles, so
    /// that a page may be short and yet not the last.
    /// </summary>
    [Alias("Find")]
    Task<ArchivePage> Find(ImmutableArray<uint> grams, string? after, int count, CancellationToken cancellationToken);

    /// <summary>All articles that were ever public, oldest first; tombstones too.</summary>
    [Alias("List")]
    Task<ArchivePage> List(string? after, int count, CancellationToken cancellationToken);
}
