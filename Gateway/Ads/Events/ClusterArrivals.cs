using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

internal sealed class ClusterArrivals(IGrainFactory grains) : ILogArrivals
{
    public Task ArrivedAsync(string log, long seq) => grains.GetGrain<IEventLogGrain>(log).Arrived(seq, CancellationToken.None);
}
