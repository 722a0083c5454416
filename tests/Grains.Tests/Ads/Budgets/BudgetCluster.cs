using Sokbo.Fixtures;
using Sokbo.Grains.Ads;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

/// <summary>A cluster of its own: these tests move the clock and restore the store.</summary>
public sealed class BudgetCluster : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

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
