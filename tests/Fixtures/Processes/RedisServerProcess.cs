using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sokbo.Fixtures.Processes;

/// <summary>A real redis-server on loopback that answers a write when it is on disk, as a cluster's store has to.</summary>
public sealed class RedisServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(50);

    private readonly ScratchDirectory _scratch = new();
    private ChildProcess? _child;

    private RedisServerProcess()
    {
    }

    public int Port { get; } = FreePorts.Take();

    /// <summary>For StackExchange.Redis and <c>Sokbo__Redis</c>.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public ChildProcess Process => _child ?? throw new InvalidOperationException("redis-server was not started.");

    public static async Task<RedisServerProcess> StartAsync()
    {
        var redis = new RedisServerProcess();
        try
        {
            await redis.LaunchAsync();
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    public Task KillAsync() => Process.KillAsync();

    /// <summary>Starts it again on the same port and data, after a kill or instead of one.</summary>
    public async Task RestartAsync()
    {
        await Process.DisposeAsync();
        await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }

        _scratch.Dispose();
    }

    private async Task LaunchAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _scratch.Path };
        string[] arguments =
        [
            "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", _scratch.Path,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _child = await ChildProcess.StartAsync("redis-server", start);

        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (Process.HasExited || Stopwatch.GetElapsedTime(started) > ReadyBound)
            {
                throw new InvalidOperationException($"redis-server does not answer. Output:\n{Process.Output}");
            }

            await Task.Delay(ReadyPause);
        }
    }

    /// <summary>While it still loads its data it answers a ping with an error.</summary>
    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(1)) == "+PONG";
        }
        catch (Exception error) when (error is SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }
}
