using Sokbo.Fixtures;
using Sokbo.Grains.Tests.Weather;
using Sokbo.Grains.Weather;
using Xunit;

[assembly: AssemblyFixture(typeof(WeatherCluster))]

namespace Sokbo.Grains.Tests.Weather;

/// <summary>The cluster of the weather tests. Stations are 97, so each test takes its own numbers.</summary>
public sealed class WeatherCluster : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2024, 4, 26, 22, 0, 0, TimeSpan.Zero);

    private GrainCluster? _grains;

    public GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _grains = await GrainCluster.StartAsync(services => services.AddWeather(), Start);

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }
    }
}
