using Sokbo.Fixtures;
using Sokbo.Grains.Ads;
using Sokbo.Grains.Tests.Ads;
using Xunit;

[assembly: AssemblyFixture(typeof(AdsCluster))]

namespace Sokbo.Grains.Tests.Ads;

/// <summary>The cluster of the tests of advertising.</summary>
public sealed class AdsCluster : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private GrainCluster? _grains;

    public GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _grains = await GrainCluster.StartAsync(services => services.AddAds(), Start);

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }
    }
}
