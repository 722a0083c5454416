using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sokbo.Load.Ads;

namespace Sokbo.Load.News;

/// <summary>Asks for one surface all the time, and notes when the last answer that showed the article was asked for.</summary>
internal sealed class SurfaceWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpLine _line;
    private readonly byte[] _request;
    private readonly byte[] _trace;
    private long _shown;
    private int _showings;

    /// <param name="port">Of the gateway.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="trace">A text that is in it while the article is.</param>
    public SurfaceWatch(int port, string address, string trace)
    {
        _line = new HttpLine(port);
        _request = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
        _trace = Encoding.UTF8.GetBytes(trace);
        Address = address;
    }

    public string Address { get; }

    /// <summary>How often it was seen there: none means that the watch proves nothing.</summary>
    public int Showings => Volatile.Read(ref _showings);

    /// <summary>From a moment until the question whose answer was the last to show it; 0 if none has after that moment.</summary>
    public double MillisecondsAfter(long moment) => Math.Max(0, Stopwatch.GetElapsedTime(moment, Volatile.Read(ref _shown)).TotalMilliseconds);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var asked = Stopwatch.GetTimestamp();
                var status = await _line.AskAsync(_request, cancellationToken);
                if (status == 200 && _line.Has(_trace))
                {
                    Volatile.Write(ref _shown, asked);
                    Interlocked.Increment(ref _showings);
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
    }

    public void Dispose() => _line.Dispose();
}
