using Orleans.Concurrency;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>The owner of a topic, as the one who counts its readers sees it.</summary>
[Alias("delivery.IReadersSourceGrain")]
public interface IReadersSourceGrain : IGrainWithStringKey
{
    /// <summary>Readers at all gateways that have renewed their lease within the last two seconds.</summary>
    [Alias("CountReaders")]
    [AlwaysInterleave]
    Task<long> CountReaders(CancellationToken cancellationToken);
}
