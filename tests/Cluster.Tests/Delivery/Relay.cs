using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// A port that leads to another one until it is cut. Then nothing gets through, either way, and no end of a connection is
/// told, as when a cable is pulled; what was under way arrives when it is whole again.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly int _target;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _whole = Whole();

    /// <param name="target">Where it leads to.</param>
    public Relay(int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; } = FreePorts.Take();

    public void Cut() => _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => _whole.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll([_accepting, .. _connections]);
        _stop.Dispose();
    }

    private static TaskCompletionSource Whole()
    {
        var whole = new TaskCompletionSource();
        whole.SetResult();
        return whole;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ConnectAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await _whole.Task.WaitAsync(_stop.Token);
                await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);

                // When one way has ended, so has the connection: killed processes and closed connections need no more.
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
                await _whole.Task.WaitAsync(_stop.Token);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other end is gone, or the test is over.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var bytes = new byte[ChunkBytes];
        while (await from.ReceiveAsync(bytes.AsMemory(), _stop.Token) is var received and > 0)
        {
            await _whole.Task.WaitAsync(_stop.Token);
            for (var sent = 0; sent < received;)
            {
                sent += await to.SendAsync(bytes.AsMemory(sent, received - sent), _stop.Token);
            }
        }
    }
}
