using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>
/// Pages that ask for banners and send what happened to them: every beacon ten times, to any gateway, in any order, and a
/// tenth of them forged too. They write down what they were given and what was answered.
/// </summary>
internal sealed class AdPages(IReadOnlyList<ServiceProcess> gateways, IReadOnlyList<string> slots, int seed) : IDisposable
{
    private const int SlotsAtOnce = 10;
    private const int Repetitions = 10;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _given = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _acknowledged = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(8),
        DefaultRequestHeaders = { { "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" } },
    };

    private Task _running = Task.CompletedTask;
    private long _beacons;
    private long _forged;
    private long _failed;

    /// <summary>Between two views of one page; may change while they run.</summary>
    public TimeSpan Pause { get; set; }

    public string Summary => $"{_given.Values.Sum(given => given.Count)} tickets, {_beacons} beacons answered, {_forged} forged, {_failed} requests without an answer";

    /// <summary>Tickets of a campaign.</summary>
    public int Given(string campaign) => _given.GetValueOrDefault(campaign)?.Count ?? 0;

    /// <summary>Tickets of a campaign whose rendering was answered with 204.</summary>
    public int Acknowledged(string campaign) => _acknowledged.GetValueOrDefault(campaign)?.Count ?? 0;

    public void Run(int pages) => _running = Task.WhenAll(Enumerable.Range(0, pages).Select(page => Task.Run(() => RunAsync(new Random(seed + page)))));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            var shown = slots.Count <= SlotsAtOnce ? slots : [.. Enumerable.Range(0, SlotsAtOnce).Select(_ => slots[random.Next(slots.Count)]).Distinct()];
            var tickets = await DecideAsync(shown, random);
            await SendAsync(tickets, random);
            if (Pause > TimeSpan.Zero)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private async Task<List<(string Campaign, string Ticket)>> DecideAsync(IReadOnlyList<string> shown, Random random)
    {
        var tickets = new List<(string, string)>();
        using var response = await AskAsync(new Uri(Any(random), "/ads/decisions"), new { slots = shown });
        if (response is not { StatusCode: HttpStatusCode.OK })
        {
            return tickets;
        }

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var decision in answer.GetProperty("decisions").EnumerateArray())
        {
            if (decision.TryGetProperty("ticket", out var ticket) && ticket.GetString() is { } text)
            {
                var campaign = decision.GetProperty("creative").GetProperty("id").GetString()!.Split('.')[0];
                Note(_given, campaign, text);
                tickets.Add((campaign, text));
            }
        }

        return tickets;
    }

    private async Task SendAsync(List<(string Campaign, string Ticket)> tickets, Random random)
    {
        if (tickets.Count == 0)
        {
            return;
        }

        for (var time = 0; time < Repetitions; time++)
        {
            var events = tickets
                .SelectMany(item => (object[])[new { ticket = item.Ticket, @event = "rendered" }, new { ticket = item.Ticket, @event = "viewable" }])
                .ToList();
            if (random.Next(10) == 0)
            {
                // The signature of one, and what another one says.
                events.Add(new { ticket = Forge(tickets[random.Next(tickets.Count)].Ticket, random), @event = "rendered" });
                Interlocked.Increment(ref _forged);
            }

            var shuffled = events.ToArray();
            random.Shuffle(shuffled);
            using var response = await AskAsync(new Uri(Any(random), "/ads/events"), shuffled);
            if (response is { StatusCode: HttpStatusCode.NoContent })
            {
                Interlocked.Add(ref _beacons, shuffled.Length);
                foreach (var (campaign, ticket) in tickets)
                {
                    Note(_acknowledged, campaign, ticket);
                }
            }
        }
    }

    private static void Note(ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> book, string campaign, string ticket) =>
        book.GetOrAdd(campaign, _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal))[ticket] = 0;

    private static string Forge(string ticket, Random random)
    {
        var letters = ticket.ToCharArray();
        var at = random.Next(letters.Length);
        letters[at] = letters[at] == 'A' ? 'B' : 'A';
        return new string(letters);
    }

    private Uri Any(Random random) => gateways[random.Next(gateways.Count)].Url;

    private async Task<HttpResponseMessage?> AskAsync(Uri address, object body)
    {
        try
        {
            return await _http.PostAsJsonAsync(address, body);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            Interlocked.Increment(ref _failed);
            return null;
        }
    }
}
