using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Tests.Api;
using StackExchange.Redis;
using Xunit;

[assembly: AssemblyFixture(typeof(ApiHost))]

namespace Sokbo.Gateway.Tests.Api;

/// <summary>The management API on Kestrel, in front of two silos in this process.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    public const string OperatorKey = "operator-key-of-the-tests";
    public const string SigningKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    public const string Issuer = "https://issuer.test";
    public const string Audience = "sokbo";

    private RedisServerProcess? _redis;
    private ConnectionMultiplexer? _store;
    private GrainCluster? _cluster;
    private WebApplication? _app;

    public GrainCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    public Uri Address => new(_app!.Urls.First());

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GrainCluster.StartAsync(
            services =>
            {
                Grains.Access.AccessServices.AddAccess(services);
                Grains.Sites.SitesServices.AddSites(services);
                Grains.Articles.ArticlesServices.AddArticles(services);
            },
            new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        _redis = await RedisServerProcess.StartAsync();
        _store = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        _app = Build(_cluster, _store);
        await _app.StartAsync();
        await _app.Services.GetRequiredService<FirstKey>().EnsureAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    /// <summary>A caller with a key; the operator's unless told otherwise.</summary>
    public ApiCaller Caller(string? key = OperatorKey)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return new ApiCaller(client);
    }

    /// <summary>A new key with the roles, bound to the sites.</summary>
    public async Task<ApiCaller> NewCallerAsync(string roles, params string[] sites)
    {
        using var operatorCaller = Caller();
        var body = new
        {
            holder = "시험 " + roles,
            roles = roles.Split(','),
            sites,
        };
        var answer = await operatorCaller.PostAsync("/api/v1/keys", body);
        return Caller(answer.Text("secret"));
    }

    /// <summary>A site of its own for a test, with the section <c>local</c>.</summary>
    public async Task<string> NewSiteAsync()
    {
        using var caller = Caller();
        var site = "s" + Guid.NewGuid().ToString("N")[..12];
        Assert.Equal(201, (await caller.PutAsync($"/api/v1/sites/{site}", new { name = "시험신문" })).Status);
        Assert.Equal(201, (await caller.PutAsync("/api/v1/sections/local", new { name = "지역뉴스", site })).Status);
        return site;
    }

    private static WebApplication Build(GrainCluster cluster, IConnectionMultiplexer store)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sokbo:AdminKey"] = OperatorKey,
            ["Sokbo:Jwt:SigningKey"] = SigningKey,
            ["Sokbo:Jwt:Issuer"] = Issuer,
            ["Sokbo:Jwt:Audience"] = Audience,
            ["Api:RequestsPerSecond"] = "10000",
            ["Api:BurstMax"] = "10000",
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(cluster.Client).AddSingleton<IGrainFactory>(cluster.Client);
        builder.Services.AddSingleton(store);
        builder.AddGateway();
        var app = builder.Build();
        app.MapGateway();
        return app;
    }
}
