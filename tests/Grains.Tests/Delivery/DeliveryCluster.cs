using Sokbo.Fixtures;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

[assembly: AssemblyFixture(typeof(DeliveryCluster))]

namespace Sokbo.Grains.Tests.Delivery;

/// <summary>The cluster of the delivery tests.</summary>
public sealed class DeliveryCluster : IAsyncLifetime
{
    private GrainCluster? _grains;

    public GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() =>
        _grains = await GrainCluster.StartAsync(_ => { }, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }
    }
}
