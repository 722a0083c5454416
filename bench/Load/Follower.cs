using System.Net.Sockets;
using System.Text;

namespace Sokbo.Load;

/// <summary>
/// A reader who stays, as an open page does: it goes from port to port with its positions. Asked to move, it opens the next
/// connection before it leaves the old one, which it hears until the next has answered what was missed; when its connection
/// is lost it comes back at once.
/// </summary>
internal sealed class Follower : IDisposable
{
    private const int SpreadMilliseconds = 1_000;
    private const int AgainMilliseconds = 50;
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly LoadOptions _options;
    private readonly int[] _ports;
    private readonly Tally _tally;
    private readonly Movements _movements;
    private readonly Random _dice;
    private readonly CheckedArrivals _arrivals;
    private readonly CancellationToken _stop;
    private Reader? _current;
    private object? _heard;
    private object? _asked;
    private int _next;
    private int _moving;

    public Follower(LoadOptions options, int number, string[] topics, int[] ports, Tally tally, Movements movements, CancellationToken stop)
    {
        (_options, _ports, _tally, _movements, _stop) = (options, ports, tally, movements, stop);
        _dice = new Random(number);
        var gap = movements.Add();
        _arrivals = new CheckedArrivals(topics, Encoding.UTF8.GetBytes(options.Marker), tally)
        {
            Arrived = gap.Mark,
            Moved = milliseconds => _ = MoveAsync(milliseconds),
        };
    }

    /// <summary>Connects at the first port, whatever it takes.</summary>
    public async Task StartAsync()
    {
        while (await TryConnectAsync(_ports[0]) is { } pause)
        {
            await Task.Delay(pause, _stop);
        }

        _next = 1;
    }

    public Task PingAsync() => _current?.PingAsync() ?? Task.CompletedTask;

    public void Dispose() => _current?.Dispose();

    private async Task MoveAsync(int afterMilliseconds)
    {
        await Task.Delay(afterMilliseconds);
        await ConnectAsync();
    }

    private async Task ConnectAsync()
    {
        if (Interlocked.Exchange(ref _moving, 1) != 0)
        {
            return;
        }

        try
        {
            while (!_stop.IsCancellationRequested && await TryConnectAsync(_ports[_next++ % _ports.Length]) is { } pause)
            {
                await Task.Delay(pause, _stop);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
        finally
        {
            Volatile.Write(ref _moving, 0);
        }
    }

    /// <summary>Null when it is connected, else how long to wait before the next try.</summary>
    private async Task<TimeSpan?> TryConnectAsync(int port)
    {
        var mark = new object();
        var reader = new Reader(_options, port, _tally, new HeardArrivals(this, mark)) { Lost = () => Lose(mark) };
        try
        {
            if (await reader.StartAsync(Opening(mark), _stop) is { } refusal)
            {
                reader.Dispose();
                _movements.AddRefused(refusal.Status);
                return refusal.RetryAfter + (_dice.NextDouble() * TimeSpan.FromMilliseconds(SpreadMilliseconds));
            }

            await _arrivals.SubscribedAsync(AnswerBound, _stop);
            var before = _current;
            _current = reader;
            before?.Dispose();
            _movements.AddBack();
            return null;
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException or InvalidOperationException)
        {
            reader.Dispose();
            return _dice.NextDouble() * TimeSpan.FromMilliseconds(AgainMilliseconds);
        }
    }

    /// <summary>Called once the connection is up: from here on it is the one that counts.</summary>
    private IEnumerable<string> Opening(object mark)
    {
        _movements.AddConnect();
        string[] opening;
        lock (_gate)
        {
            _asked = mark;
            opening = _arrivals.Opening();
        }

        foreach (var text in opening)
        {
            yield return text;
        }
    }

    private void Lose(object mark)
    {
        lock (_gate)
        {
            if (ReferenceEquals(mark, _asked) && !_arrivals.IsAnswered)
            {
                _arrivals.Fail(new IOException("The connection was lost."));
                return;
            }

            if (!ReferenceEquals(mark, _heard))
            {
                return;
            }
        }

        _ = ConnectAsync();
    }

    /// <summary>Passes on what comes while its connection is the one that counts.</summary>
    private sealed class HeardArrivals(Follower follower, object mark) : IArrivals
    {
        public void Take(ReadOnlySpan<byte> message)
        {
            lock (follower._gate)
            {
                if (ReferenceEquals(mark, follower._asked))
                {
                    follower._arrivals.Take(message, isNext: true);
                    follower._heard = follower._arrivals.IsAnswered ? mark : follower._heard;
                }
                else if (ReferenceEquals(mark, follower._heard))
                {
                    follower._arrivals.Take(message, isNext: false);
                }
            }
        }

        public void Fail(Exception exception) => follower._arrivals.Fail(exception);
    }
}
