using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>The ticker exists from the first start on, so that pages can subscribe to it before anything was reported.</summary>
internal sealed class TickerStartup(IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<TickerStartup>(
        ServiceLifecycleStage.Active, cancellationToken => grains.GetGrain<ITickerGrain>(ITickerGrain.Key).Ensure(cancellationToken));
}
