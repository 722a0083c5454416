using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Warnings;

/// <summary>The topics of all regions exist from the first start on, so that pages hear of the first warning.</summary>
internal sealed class WarningsStartup(IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<WarningsStartup>(
        ServiceLifecycleStage.Active,
        cancellationToken => Task.WhenAll(StationTable.Regions.Select(region =>
            grains.GetGrain<IWarningsGrain>(region.Id).Ensure(cancellationToken))));
}
