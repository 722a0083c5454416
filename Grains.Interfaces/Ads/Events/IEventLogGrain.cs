using Orleans.Concurrency;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>Folds the event log of one run of one gateway into the budgets; the key is the log's id.</summary>
[Alias("ads.IEventLogGrain")]
public interface IEventLogGrain : IGrainWithStringKey
{
    /// <summary>There are entries up to <paramref name="seq"/>. May be lost: whatever stays is found within seconds.</summary>
    [Alias("Arrived"), OneWay]
    Task Arrived(long seq, CancellationToken cancellationToken);

    /// <summary>Returns when every entry that was durable at the call is folded. Throws when that cannot be had now.</summary>
    [Alias("FoldAll")]
    Task FoldAll(CancellationToken cancellationToken);
}
