using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Sokbo.Fixtures.Processes;
using Sokbo.Fixtures.Weather.Feeds;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather.Feeds;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>redis-server, three silos and two gateways as processes, as on as many machines.</summary>
public sealed class ProcessCluster : IAsyncLifetime
{
    public const string Section = "local";

    private const string AdminKey = "first-operator-key-of-the-cluster-tests";
    private const string ServiceId = "sokbo";
    private static readonly TimeSpan ApiBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RequestBound = TimeSpan.FromSeconds(8);

    /// <summary>Silos pull minutes of the weather from <see cref="Weather"/>, which takes minutes to show anything.</summary>
    public static readonly bool PullsWeather = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";

    private readonly List<ServiceProcess> _silos = [];
    private readonly List<int> _siloPorts = [];
    private readonly List<ServiceProcess> _gateways = [];
    private RedisServerProcess? _redis;
    private Relay? _relay;
    private OwnerFinder? _owners;

    public IReadOnlyList<ServiceProcess> Silos => _silos;

    /// <summary>A source of the weather.</summary>
    public FeedServer Weather { get; } = new();

    public RedisServerProcess Store => _redis ?? throw new InvalidOperationException("Not started.");

    public ServiceProcess GatewayA => _gateways[0];

    public ServiceProcess GatewayB => _gateways[1];

    /// <summary>By which <see cref="GatewayB"/> reaches the store.</summary>
    public Relay StoreOfGatewayB => _relay ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServerProcess.StartAsync();
        for (var number = 1; number <= 3; number++)
        {
            _siloPorts.Add(FreePorts.Take());
            _silos.Add(await ServiceProcess.LaunchAsync(SiloStart(number, _siloPorts[^1])));
        }

        await Task.WhenAll(_silos.Select(silo => silo.ReadyAsync()));
        _relay = new Relay(_redis.Port);
        _gateways.AddRange(await Task.WhenAll(GatewayStart("gateway-a", _redis.Port), GatewayStart("gateway-b", _relay.Port)));
        _owners = await OwnerFinder.StartAsync(_redis.ConnectionString, ServiceId);
        await UntilAsync(GatewayA, "has not taken a section", api => api.SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/v1/sections/{Section}", UriKind.Relative))
        {
            // The same one each time: an answer that came too late is told again.
            Headers = { { "Idempotency-Key", Section } },
            Content = JsonContent.Create(new { name = "지역" }),
        }));
        await UntilAsync(GatewayB, "has not listed the section", api => api.GetAsync(new Uri($"/api/v1/articles?section={Section}", UriKind.Relative)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_owners is not null)
        {
            await _owners.DisposeAsync();
        }

        await Task.WhenAll(_gateways.Concat(_silos).Select(process => process.DisposeAsync().AsTask()));
        await Weather.DisposeAsync();
        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    /// <summary>The operator at the API of a gateway.</summary>
    public static HttpClient Api(ServiceProcess gateway) => new()
    {
        BaseAddress = gateway.Url,
        Timeout = RequestBound,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
    };

    /// <summary>The silo that holds the activation of an article.</summary>
    public Task<ServiceProcess> OwnerAsync(string article) => SiloAsync(owners => owners.PortAsync(TopicName.Article(article)));

    /// <summary>The silo that has the ticker of the weather.</summary>
    public Task<ServiceProcess> TickerOwnerAsync() => SiloAsync(owners => owners.PortAsync(TopicName.Ticker));

    /// <summary>The silo that has the catalogue of campaigns.</summary>
    public Task<ServiceProcess> CatalogueOwnerAsync() => SiloAsync(owners => owners.PortAsync(TopicName.Catalogue(SiteInfo.DefaultId)));

    /// <summary>The silo that pulls the minute text; only where <see cref="PullsWeather"/>.</summary>
    public Task<ServiceProcess> PullerAsync() => SiloAsync(owners => owners.PortAsync(grains => grains.GetGrain<IFeedGrain>(FeedIds.Minute)));

    /// <summary>Starts again whatever has ended, and waits until all is ready: each test begins with a whole cluster.</summary>
    public async Task HealAsync()
    {
        foreach (var process in _silos.Concat(_gateways))
        {
            await (process.Process.HasExited ? process.RestartAsync() : process.ReadyAsync());
        }
    }

    /// <summary>One more silo, whose machine has a clock of its own.</summary>
    public async Task<ServiceProcess> JoinAsync(SettableClock clock)
    {
        var port = FreePorts.Take();
        var silo = await ServiceProcess.StartAsync(SiloStart(_silos.Count + 1, port, clock.Environment));
        _siloPorts.Add(port);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Ends a silo that has joined.</summary>
    public async Task LeaveAsync(ServiceProcess silo)
    {
        _siloPorts.RemoveAt(_silos.IndexOf(silo));
        _silos.Remove(silo);
        silo.Process.Terminate();
        await silo.Process.ExitAsync(ApiBound);
        await silo.DisposeAsync();
    }

    /// <summary>From now on the store refuses to write the ticker of the weather, and takes its stations.</summary>
    public Task RefuseTickerAsync() => SetStoreAccessAsync("resetkeys", "%R~*", $"~{ServiceId}/[^s]*", $"~{ServiceId}/state/[^t]*", $"~{ServiceId}[^/]*");

    /// <summary>From now on the store refuses to write articles, and takes everything else.</summary>
    public Task RefuseArticlesAsync() => SetStoreAccessAsync("resetkeys", "%R~*", $"~{ServiceId}/[^s]*", $"~{ServiceId}/state/[^a]*", $"~{ServiceId}[^/]*");

    /// <summary>The store takes everything again.</summary>
    public Task TakeAllAsync() => SetStoreAccessAsync("allkeys");

    /// <summary>The last lines of all processes, for the message of a failure.</summary>
    public string Output() => string.Join("\n", _silos.Concat(_gateways)
        .Select(process => $"== {process.Name}\n{string.Join('\n', process.Output.Lines.TakeLast(60))}"));

    private async Task<ServiceProcess> SiloAsync(Func<OwnerFinder, Task<int>> port) =>
        _silos[_siloPorts.IndexOf(await port(_owners ?? throw new InvalidOperationException("Not started.")))];

    private async Task SetStoreAccessAsync(params string[] rules)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Store.ConnectionString);
        await connection.GetDatabase().ExecuteAsync("ACL", ["SETUSER", "default", .. rules]);
    }

    private ServiceStart SiloStart(int number, int port, params (string Key, string Value)[] more) => new("Silo")
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"silo-{number}"),
        Environment = Shared([("Sokbo__AdvertisedIP", "127.0.0.1"), ("Sokbo__SiloPort", Text(port)), ("Sokbo__GatewayPort", Text(FreePorts.Take())), .. more]),
    };

    private Task<ServiceProcess> GatewayStart(string name, int store) =>
        ServiceProcess.StartAsync(new ServiceStart("Gateway") { Name = name, Environment = Shared(("Sokbo__Redis", $"127.0.0.1:{Text(store)}")) });

    private Dictionary<string, string> Shared(params (string Key, string Value)[] more)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sokbo__Redis"] = _redis!.ConnectionString,
            ["Sokbo__ServiceId"] = ServiceId,
            ["Sokbo__ClusterId"] = ServiceId,
            ["Sokbo__AdminKey"] = AdminKey,

            // All readers of a test have the address of this machine.
            ["Delivery__ConnectionsPerAddressMax"] = "20000",

            // The readers are stock clients, which hear neither the number of a refusal nor when their turn is: thousands of
            // them that knock again and again would measure that, and not whether they miss anything.
            ["Delivery__ConnectsPerSecondMax"] = "20000",

            // All pages of a test have the address of this machine too.
            ["Ads__RequestsPerSecond"] = "1000000",
            ["Ads__BurstMax"] = "1000000",
        };
        if (PullsWeather)
        {
            shared["Weather__Feeds__Minute__Enabled"] = "true";
            shared["Weather__Feeds__Minute__BaseAddress"] = Weather.Address;
            shared["Weather__Feeds__Minute__Key"] = "key";
            shared["Weather__Feeds__Minute__ArrivalMinutes"] = "0";
            shared["Weather__Feeds__SpreadSeconds"] = "0";
            shared["Weather__Feeds__TimeoutSeconds"] = "30";
            shared["Weather__Feeds__RetrySecondsMax"] = "5";
        }

        foreach (var (key, value) in more)
        {
            shared[key] = value;
        }

        return shared;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Repeats a call until the gateway knows the operator's key and the site.</summary>
    private static async Task UntilAsync(ServiceProcess gateway, string missing, Func<HttpClient, Task<HttpResponseMessage>> call)
    {
        using var api = Api(gateway);
        using var patience = new CancellationTokenSource(ApiBound);
        var last = "nothing";
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using var response = await call(api);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                last = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                last = error.Message;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"{gateway.Name} {missing} within {ApiBound.TotalSeconds:0} s: {last}. Output:\n{gateway.Output}");
    }
}
