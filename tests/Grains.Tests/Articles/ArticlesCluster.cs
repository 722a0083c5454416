using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Grains.Access;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Sites;
using Sokbo.Grains.Tests.Articles;
using Xunit;

[assembly: AssemblyFixture(typeof(ArticlesCluster))]

namespace Sokbo.Grains.Tests.Articles;

/// <summary>The cluster of the tests of articles, sites and keys.</summary>
public sealed class ArticlesCluster : IAsyncLifetime
{
    private GrainCluster? _grains;

    public GrainCluster Grains => _grains ?? throw new InvalidOperationException("Not started.");

    internal MemoryErasures Erasures { get; } = new();

    /// <summary>Only sites with a host name have feeds that it is told of.</summary>
    internal HubServer Hub { get; } = new();

    public async ValueTask InitializeAsync() => _grains = await GrainCluster.StartAsync(
        services =>
        {
            services.AddAccess();
            services.AddSites();
            services.AddArticles();
            services.AddSingleton<IErasureRegister>(Erasures);

            // Longer than a test waits: a hub that hangs is not seen to fail.
            services.AddSingleton(Options.Create(new WebSubOptions { Hub = Hub.Address, TriesMax = 3, TimeoutSeconds = 25 }));
            services.AddSingleton(Options.Create(new ArticlesOptions { AnnounceTimeoutSeconds = 30 }));
        },
        new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask DisposeAsync()
    {
        if (_grains is not null)
        {
            await _grains.DisposeAsync();
        }

        Hub.Dispose();
    }
}
