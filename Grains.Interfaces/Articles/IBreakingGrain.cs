namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// The breaking band of a site, for who puts something on it by hand: get one by the grain id of its topic. What belongs to
/// an article that is marked as breaking comes and goes with that article.
/// </summary>
[Alias("articles.IBreakingGrain")]
public interface IBreakingGrain : IArticleSurfaceGrain
{
    /// <summary>Puts the item on the band, or changes the one with its id. Idempotent.</summary>
    [Alias("Raise")]
    Task Raise(BreakingItem item, CancellationToken cancellationToken);

    /// <summary>Takes the item off. False where there is none.</summary>
    [Alias("Lower")]
    Task<bool> Lower(string id, CancellationToken cancellationToken);
}
