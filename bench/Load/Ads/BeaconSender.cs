using System.Diagnostics;
using System.Text;

namespace Sokbo.Load.Ads;

/// <summary>
/// Sends what happened to banners, each banner rendered and then viewable, as pages do: what was not answered with 204 is
/// sent again until it is.
/// </summary>
internal sealed class BeaconSender
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly LoadOptions _options;
    private readonly IReadOnlyList<Ticket> _tickets;
    private readonly int _events;
    private readonly Dictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _next = -1;
    private long _answered;
    private long _repeated;
    private volatile bool _over;

    /// <param name="options">Connections and rate.</param>
    /// <param name="tickets">Of decisions.</param>
    /// <param name="events">In one request.</param>
    public BeaconSender(LoadOptions options, IReadOnlyList<Ticket> tickets, int events) => (_options, _tickets, _events) = (options, tickets, events);

    /// <summary>From the first sending of a request to its 204.</summary>
    public LatencyHistogram Answers { get; } = new();

    /// <summary>Events answered with 204.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Requests that were answered with something else, or not at all.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Whether no event was sent twice but after it was not answered.</summary>
    public bool IsDistinct => (Interlocked.Read(ref _next) + 1) * _events <= 2L * _tickets.Count;

    /// <summary>Events of each campaign that were answered with 204.</summary>
    public Dictionary<string, long> Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, long>(_acknowledged, StringComparer.Ordinal);
            }
        }
    }

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, _options.Readers).Select(_ => Task.Run(SendAsync)));

    /// <summary>No new request is begun; those that have begun are brought to their end.</summary>
    public void Stop() => _over = true;

    private async Task SendAsync()
    {
        using var line = new HttpLine(_options.Port);
        var campaigns = new List<string>(_events);
        while (!_over)
        {
            var number = Interlocked.Increment(ref _next);
            if (_options.Rate > 0)
            {
                await UntilAsync(TimeSpan.FromSeconds(number * _events / (double)_options.Rate));
            }

            await UntilAnsweredAsync(line, Request(number, campaigns));
            Interlocked.Add(ref _answered, _events);
            Note(campaigns);
        }
    }

    private async Task UntilAnsweredAsync(HttpLine line, byte[] request)
    {
        var sent = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if (await line.AskAsync(request, CancellationToken.None) == 204)
                {
                    Answers.Add((long)Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
                    return;
                }
            }
            catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException)
            {
                // The gateway is not there.
            }

            Interlocked.Increment(ref _repeated);
            await Task.Delay(RetryPause);
        }
    }

    private byte[] Request(long number, List<string> campaigns)
    {
        campaigns.Clear();
        var body = new StringBuilder("[");
        for (var index = number * _events; index < (number + 1) * _events; index++)
        {
            var ticket = _tickets[(int)(index / 2 % _tickets.Count)];
            campaigns.Add(ticket.Campaign);
            body.Append(body.Length > 1 ? ",{\"ticket\":\"" : "{\"ticket\":\"").Append(ticket.Text)
                .Append(index % 2 == 0 ? "\",\"event\":\"rendered\"}" : "\",\"event\":\"viewable\"}");
        }

        return PageRequest.Post(_options.Port, "/ads/events", "text/plain;charset=UTF-8", body.Append(']').ToString());
    }

    private void Note(List<string> campaigns)
    {
        lock (_gate)
        {
            foreach (var campaign in campaigns)
            {
                _acknowledged[campaign] = _acknowledged.GetValueOrDefault(campaign) + 1;
            }
        }
    }

    private async Task UntilAsync(TimeSpan due)
    {
        var early = due - Stopwatch.GetElapsedTime(_began);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, TimeProvider.System);
        }
    }
}
