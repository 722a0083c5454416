using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sokbo.Load;

/// <summary>Sends one request after the other over one connection, at a fixed rate whatever the answers do.</summary>
internal sealed class Publisher(LoadOptions options) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    // Answers come in order, one for each request.
    private readonly ConcurrentQueue<long> _asked = [];
    private readonly int _requests = Math.Max(1, options.Publish.Split(" HTTP/1.1\r\n").Length - 1);

    public int Published { get; private set; }

    /// <summary>From before a request is sent to its answer.</summary>
    public LatencyHistogram Answers { get; } = new();

    /// <summary>The first answer that was no success, or null.</summary>
    public string? Refusal { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, options.PublishPort, cancellationToken);
        _ = ReadAsync(cancellationToken);
    }

    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        Published = 0;
        Answers.Clear();
        var began = Stopwatch.GetTimestamp();
        for (var due = TimeSpan.Zero; due < duration; due += TimeSpan.FromSeconds(1d / options.Rate))
        {
            var early = due - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System, cancellationToken);
            }

            for (var i = 0; i < _requests; i++)
            {
                _asked.Enqueue(Stopwatch.GetTimestamp());
            }

            await _socket.SendAsync(Encoding.UTF8.GetBytes(Request()), cancellationToken);
            Published++;
        }
    }

    public void Dispose() => _socket.Dispose();

    private string Request()
    {
        var text = options.Payload.Replace("%T", Stopwatch.GetTimestamp().ToString("D19", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var payload = text.Replace("%X", new string('x', Math.Max(0, options.Size - text.Length + 2)), StringComparison.Ordinal);
        return options.Publish
            .Replace("%L", Encoding.UTF8.GetByteCount(payload).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%P", payload, StringComparison.Ordinal);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await _socket.ReceiveAsync(bytes, cancellationToken);
                var text = Encoding.UTF8.GetString(bytes, 0, count);
                for (var at = text.IndexOf("HTTP/1.1 ", StringComparison.Ordinal); at >= 0; at = text.IndexOf("HTTP/1.1 ", at + 1, StringComparison.Ordinal))
                {
                    if (_asked.TryDequeue(out var asked))
                    {
                        Answers.Add((long)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
                    }
                }

                Refusal ??= text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && text["HTTP/1.1 ".Length] != '2' ? text : null;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The measurement is over, or the next request fails.
        }
    }
}
