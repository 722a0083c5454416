using Orleans.Concurrency;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>Knows all event logs of the cluster; the key is <see cref="Key"/>.</summary>
[Alias("ads.IEventLogsGrain")]
public interface IEventLogsGrain : IGrainWithStringKey
{
    const string Key = "default";

    /// <summary>
    /// Folds what is durable in all logs now, then calls <c>IBudgetGrain.CloseDue(barrier)</c>. When it fails nothing is
    /// called, and the budget asks again. Barriers that arrive together share one round.
    /// </summary>
    [Alias("Barrier"), OneWay]
    Task Barrier(string campaign, long barrier, CancellationToken cancellationToken);

    /// <summary>Folds what logs of dead gateways, or lost calls, have left, and forgets logs that are empty.</summary>
    [Alias("Look")]
    Task Look(CancellationToken cancellationToken);
}
