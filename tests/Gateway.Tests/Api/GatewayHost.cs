using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Tests.Ads.Leases;
using Sokbo.Grains.Interfaces.Access;
using Xunit;
using ConnectionMultiplexer = StackExchange.Redis.ConnectionMultiplexer;
using IConnectionMultiplexer = StackExchange.Redis.IConnectionMultiplexer;

namespace Sokbo.Gateway.Tests.Api;

/// <summary>A whole gateway on a loopback port, over a cluster of two silos in the same process.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<WebApplication> _others = [];
    private readonly RedisServerProcess _redis;
    private readonly IConnectionMultiplexer _store;
    private readonly ScratchDirectory _media;
    private readonly Dictionary<Role, HttpClient> _clients = [];

    private GatewayHost(
        WebApplication app, RedisServerProcess redis, IConnectionMultiplexer store, ScratchDirectory media, GrainCluster grains, ShiftedTime time)
    {
        _media = media;
        _app = app;
        _redis = redis;
        _store = store;
        Grains = grains;
        Time = time;
    }

    public GrainCluster Grains { get; }

    /// <summary>The clock of the gateway.</summary>
    public ShiftedTime Time { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    /// <param name="now">Where both clocks stand at first.</param>
    /// <param name="settings">Configuration, with <c>:</c> between the parts of a key.</param>
    /// <param name="configure">Registrations before those of the gateway.</param>
    public static async Task<GatewayHost> StartAsync(
        DateTimeOffset now, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var grains = await GrainCluster.StartAsync(AddGrains, now);
        var redis = await RedisServerProcess.StartAsync();
        var store = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var time = new ShiftedTime();
        time.Set(now);
        var media = new ScratchDirectory();
        var app = await StartAppAsync(grains, store, media, time, settings, configure);
        var host = new GatewayHost(app, redis, store, media, grains, time);
        await host.AddKeysAsync();
        return host;
    }

    /// <summary>Another gateway of the same cluster, with a clock of its own.</summary>
    public async Task<HttpClient> AddGatewayAsync(ShiftedTime time)
    {
        var app = await StartAppAsync(Grains, _store, _media, time, settings: null, configure: null);
        _others.Add(app);
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    private static async Task<WebApplication> StartAppAsync(
        GrainCluster grains, IConnectionMultiplexer store, ScratchDirectory media, ShiftedTime time, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(grains.Client).AddSingleton<IGrainFactory>(grains.Client);
        builder.Services.AddSingleton<IConnectionMultiplexer>(store);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        builder.Configuration["Media:Directory"] = media.Path;
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        configure?.Invoke(builder.Services);
        builder.Services.TryAddSingleton<IBudgets>(new TestBudgets(time));
        builder.AddGateway();
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return app;
    }

    /// <summary>A client with a key of the role, or without a key. Redirects are not followed.</summary>
    public HttpClient Client(Role role = Role.None) => _clients[role];

    public async Task<HttpClient> NewClientAsync(Role roles, string[]? sites = null, string[]? accounts = null)
    {
        var id = Guid.NewGuid().ToString("N")[..12];
        var secret = KeySecret.New(id);
        await Grains.Client.GetGrain<IAccessGrain>("default").Create(
            new AccessKey
            {
                Id = id,
                SecretHash = KeySecret.Hash(secret),
                Roles = roles,
                Holder = $"test {id}",
                CreatedAt = Time.GetUtcNow(),
                Sites = [.. sites ?? []],
                Accounts = [.. accounts ?? []],
            },
            CancellationToken.None);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _others)
        {
            await app.DisposeAsync();
        }

        await _app.DisposeAsync();
        await Grains.DisposeAsync();
        await _store.DisposeAsync();
        await _redis.DisposeAsync();
        _media.Dispose();
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Sends JSON with a new Idempotency-Key, and an If-Match where one is given.</summary>
    public static async Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(
        HttpClient client, HttpMethod method, string path, string? json = null, string? ifMatch = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : Json(json);
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString());
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) ?? false;
        return (response, isJson && text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    private static void AddGrains(IServiceCollection services)
    {
        Sokbo.Grains.Access.AccessServices.AddAccess(services);
        Sokbo.Grains.Sites.SitesServices.AddSites(services);
        Sokbo.Grains.Articles.ArticlesServices.AddArticles(services);
        Sokbo.Grains.Weather.WeatherServices.AddWeather(services);
        Sokbo.Grains.Ads.AdsServices.AddAds(services);
    }

    private async Task AddKeysAsync()
    {
        _clients[Role.None] = Anonymous();
        foreach (var role in new[] { Role.Reporter, Role.Editor, Role.AdOps, Role.Ingest, Role.Operator })
        {
            _clients[role] = await NewClientAsync(role);
        }
    }

    private HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
}
