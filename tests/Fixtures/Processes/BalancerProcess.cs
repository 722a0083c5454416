using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sokbo.Fixtures.Processes;

/// <summary>A real haproxy with the configuration of <c>deploy/haproxy.cfg</c>, the lines marked [address] replaced.</summary>
public sealed class BalancerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(20);

    private readonly ScratchDirectory _scratch = new();
    private ChildProcess? _child;

    private BalancerProcess()
    {
    }

    public Uri Url { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}"));

    public static async Task<BalancerProcess> StartAsync(IEnumerable<ServiceProcess> gateways)
    {
        var balancer = new BalancerProcess();
        try
        {
            await balancer.LaunchAsync(gateways);
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }

        _scratch.Dispose();
    }

    private async Task LaunchAsync(IEnumerable<ServiceProcess> gateways)
    {
        var servers = gateways.Select((gateway, index) =>
            string.Create(CultureInfo.InvariantCulture, $"    server gateway{index + 1} 127.0.0.1:{gateway.Url.Port} port {gateway.OpsUrl.Port}"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(RepositoryRoot.Path, "deploy", "haproxy.cfg"));
        await File.WriteAllLinesAsync(_scratch["haproxy.cfg"], lines.SelectMany(line => Replace(line, servers)));

        var start = new ProcessStartInfo("haproxy") { WorkingDirectory = _scratch.Path };
        Array.ForEach(["-db", "-f", _scratch["haproxy.cfg"]], start.ArgumentList.Add);
        _child = await ChildProcess.StartAsync("haproxy", start);

        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync())
        {
            if (_child.HasExited || Stopwatch.GetElapsedTime(started) > ReadyBound)
            {
                throw new InvalidOperationException($"haproxy does not listen. Output:\n{_child.Output}");
            }

            await Task.Delay(50);
        }
    }

    private IEnumerable<string> Replace(string line, IEnumerable<string> servers) => line switch
    {
        _ when !line.EndsWith("# [address]", StringComparison.Ordinal) => [line],
        _ when line.Contains("maxconn", StringComparison.Ordinal) => ["    maxconn 1000"],
        _ when line.Contains("nameserver", StringComparison.Ordinal) => ["    nameserver none 127.0.0.1:9"],
        _ when line.Contains("bind :8080", StringComparison.Ordinal) => [$"    bind 127.0.0.1:{Url.Port}"],
        _ when line.Contains("bind :8081", StringComparison.Ordinal) => [string.Create(CultureInfo.InvariantCulture, $"    bind 127.0.0.1:{FreePorts.Take()}")],
        _ when line.Contains("server-template", StringComparison.Ordinal) => servers,
        _ => throw new InvalidOperationException($"deploy/haproxy.cfg has an address that is not known here: {line}"),
    };

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Url.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
