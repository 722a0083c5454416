using System.Collections.Immutable;

namespace Sokbo.Grains.Articles;

/// <summary>
/// Which articles the clock will have something to do with, and when. It only wakes them: what is due they decide from
/// their own state, so an entry too many is harmless. An entry is there before the state that needs it is committed.
/// </summary>
public interface IArticleAgenda
{
    /// <summary>Sees to it that the article is woken then or before: an earlier entry stays.</summary>
    Task AddAsync(string article, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Sets when the article is due, whatever stood there. Only for what its stored state says.</summary>
    Task SetAsync(string article, DateTimeOffset at, CancellationToken cancellationToken);

    Task RemoveAsync(string article, CancellationToken cancellationToken);

    /// <summary>Articles that are due until then, the earliest first.</summary>
    Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int countMax, CancellationToken cancellationToken);

    /// <summary>The store's own clock.</summary>
    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);
}
