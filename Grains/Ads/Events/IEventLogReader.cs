using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Events;

/// <summary>The folding side of the event logs in the store.</summary>
internal interface IEventLogReader
{
    /// <summary>Ids of all logs that may have entries.</summary>
    Task<ImmutableArray<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The entries after those that are cut off, oldest first.</summary>
    Task<ImmutableArray<EventLogEntry>> ReadAsync(string log, int max, CancellationToken cancellationToken);

    /// <summary>Cuts off entries up to <paramref name="seq"/>. Idempotent.</summary>
    Task CutAsync(string log, long seq, CancellationToken cancellationToken);

    /// <summary>Takes the log from the list unless it has entries; its gateway's next entry brings it back.</summary>
    Task ForgetAsync(string log, CancellationToken cancellationToken);
}
