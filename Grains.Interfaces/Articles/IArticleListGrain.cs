using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A front page or a section, for who arranges it: get one by the grain id of its topic.</summary>
[Alias("articles.IArticleListGrain")]
public interface IArticleListGrain : IArticleSurfaceGrain
{
    /// <summary>
    /// Replaces the arrangement; the revision in it is ignored. Idempotent by the operation id of the act. Articles that the
    /// list does not know are asked for their public state.
    /// </summary>
    [Alias("Arrange")]
    Task<ArrangementOutcome> Arrange(ListArrangement arrangement, ArticleAct act, CancellationToken cancellationToken);

    [Alias("ReadArrangement")]
    Task<ListArrangement> ReadArrangement(CancellationToken cancellationToken);

    /// <summary>Oldest first, at most <see cref="ArrangementEntry.KeptMax"/>.</summary>
    [Alias("ReadArrangements")]
    Task<ImmutableArray<ArrangementEntry>> ReadArrangements(CancellationToken cancellationToken);
}
