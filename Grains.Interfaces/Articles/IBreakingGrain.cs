using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// The breaking band of a site, for who puts something on it by hand: get one by the grain id of its topic. What belongs to
/// an article that is marked as breaking comes and goes with that article.
/// </summary>
[Alias("articles.IBreakingGrain")]
public interface IBreakingGrain : IArticleSurfaceGrain
{
    /// <summary>
    /// Puts the item on the band, or changes the one with its id. Answers with the item as it stands, or null where the
    /// article that it names is not one of this site that readers may see: only what a band hears of leaves it when it is
    /// withheld. Idempotent by the operation id of the act.
    /// </summary>
    [Alias("Raise")]
    Task<BreakingItem?> Raise(BreakingItem item, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Takes the item off. False where there is none.</summary>
    [Alias("Lower")]
    Task<bool> Lower(string id, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>What was done by hand, oldest first, at most <see cref="BreakingEntry.KeptMax"/>.</summary>
    [Alias("ReadEntries")]
    Task<ImmutableArray<BreakingEntry>> ReadEntries(CancellationToken cancellationToken);
}
