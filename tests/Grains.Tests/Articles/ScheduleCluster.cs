using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Grains.Access;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Sites;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>A cluster whose clock no other test moves. Clocks have long to answer: a busy machine is not what is tested.</summary>
public sealed class ScheduleCluster : IAsyncLifetime
{
    private GrainCluster? _grains;

    public GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    internal HangingPlaces Places { get; } = new();

    internal SilentClocks Clocks { get; } = new();

    public async ValueTask InitializeAsync() => _grains = await GrainCluster.StartAsync(
        services =>
        {
            services.AddAccess();
            services.AddSites();
            services.AddArticles();
            services.AddSingleton(Options.Create(new ArticlesOptions { ClockTimeoutMilliseconds = 5_000, AnnounceTimeoutSeconds = 30 }));
            services.AddSingleton<IIncomingGrainCallFilter>(Places);
            services.AddSingleton<IIncomingGrainCallFilter>(Clocks);
        },
        new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }
    }
}
