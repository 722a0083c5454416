using Sokbo.Hosting.Operations;
using StackExchange.Redis;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>One store with two silos of one cluster on it.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    public const string ServiceId = "specification";

    private SiloHost? _first;
    private SiloHost? _second;
    private ConnectionMultiplexer? _redis;

    public string ConnectionString { get; private set; } = "";

    internal SiloHost First => _first ?? throw new InvalidOperationException("Not started.");

    internal SiloHost Second => _second ?? throw new InvalidOperationException("Not started.");

    /// <summary>Past the silos, to see what is really there.</summary>
    public IDatabase Raw => (_redis ?? throw new InvalidOperationException("Not started.")).GetDatabase();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await OpenAsync();
        _redis = await ConnectionMultiplexer.ConnectAsync(StoreConnection.Parse(ConnectionString));
        _first = await SiloHost.StartAsync(ConnectionString, ServiceId);
        _second = await SiloHost.StartAsync(ConnectionString, ServiceId);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(new[] { _first, _second }.OfType<SiloHost>().Select(silo => silo.DisposeAsync().AsTask()));
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the store and returns how it is reached.</summary>
    protected abstract Task<string> OpenAsync();

    protected abstract Task CloseAsync();
}
