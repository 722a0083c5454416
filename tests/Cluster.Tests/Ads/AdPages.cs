using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>
/// Pages that ask for banners and send what happened to them: every beacon ten times, to any gateway, in any order. A tenth of
/// what they send is forged. Some of the banners never render, and only forgers send something of their tickets. They write
/// down what they were given, what they have told and what was answered.
/// </summary>
internal sealed class AdPages(IReadOnlyList<ServiceProcess> gateways, IReadOnlyList<string> slots, int seed) : IDisposable
{
    private const int SlotsAtOnce = 10;
    private const int Repetitions = 10;

    /// <summary>Of so many tickets one is never rendered.</summary>
    private const int Unshown = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _given = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _forgeriesSent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _forgeriesAcknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _kept = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(8),
        DefaultRequestHeaders = { { "User-Agent", BrowserAgent.Chrome } },
    };

    private Task _running = Task.CompletedTask;
    private long _beacons;
    private long _sent;
    private long _forged;
    private long _failed;

    /// <summary>Between two views of one page; may change while they run.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Every banner is rendered from now on.</summary>
    public bool ShowsAll { get; set; }

    public string Summary =>
        $"{_given.Values.Sum(given => given.Count)} tickets, {_beacons} beacons answered, {_forged} of {_sent} forged, {_failed} requests without an answer";

    /// <summary>Of all beacons that were sent.</summary>
    public double ForgedShare => (double)_forged / _sent;

    /// <summary>Tickets of a campaign.</summary>
    public int Given(string campaign) => _given.GetValueOrDefault(campaign)?.Count ?? 0;

    /// <summary>Tickets of a campaign that a page has told of; whatever is sent of the others is forged.</summary>
    public int Told(string campaign) => _told.GetValueOrDefault(campaign)?.Count ?? 0;

    /// <summary>Forged beacons that name a campaign.</summary>
    public int ForgeriesSent(string campaign) => _forgeriesSent.GetValueOrDefault(campaign);

    /// <summary>Those of them that were answered with 204.</summary>
    public int ForgeriesAcknowledged(string campaign) => _forgeriesAcknowledged.GetValueOrDefault(campaign);

    /// <summary>Tickets of a campaign whose rendering was answered with 204.</summary>
    public int Acknowledged(string campaign) => _acknowledged.GetValueOrDefault(campaign)?.Count ?? 0;

    public void Run(int pages) => _running = Task.WhenAll(Enumerable.Range(0, pages).Select(page => Task.Run(() => RunAsync(new Random(seed + page)))));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>What was kept back is sent after all; returns how many were answered with 204.</summary>
    public async Task<int> SendKeptAsync()
    {
        var (random, sent) = (new Random(seed), 0);
        foreach (var ticket in _kept)
        {
            using var response = await AskAsync(new Uri(Any(random), "/ads/events"), (object[])[new { ticket, @event = "rendered" }, new { ticket, @event = "viewable" }]);
            sent += response is { StatusCode: HttpStatusCode.NoContent } ? 1 : 0;
        }

        return sent;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        var forgeries = new Forgeries();
        while (!_stop.IsCancellationRequested)
        {
            var shown = slots.Count <= SlotsAtOnce ? slots : [.. Enumerable.Range(0, SlotsAtOnce).Select(_ => slots[random.Next(slots.Count)]).Distinct()];
            var tickets = await DecideAsync(shown, random);
            await SendAsync(tickets, forgeries, random);
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

    private async Task SendAsync(List<(string Campaign, string Ticket)> tickets, Forgeries forgeries, Random random)
    {
        var told = tickets.Where(ticket => IsTold(ticket, random)).ToList();
        for (var time = 0; time < Repetitions && tickets.Count > 0; time++)
        {
            var forged = forgeries.Next(2 * told.Count, tickets, [.. tickets.Except(told)], random);
            object[] events =
            [
                .. told.SelectMany(item => (object[])[new { ticket = item.Ticket, @event = "rendered" }, new { ticket = item.Ticket, @event = "viewable" }]),
                .. forged.Select(item => new { ticket = item.Ticket, @event = "rendered" }),
            ];
            if (events.Length > 0)
            {
                await SendAsync(events, told, forged, random);
            }
        }
    }

    private async Task SendAsync(object[] events, List<(string Campaign, string Ticket)> told, List<(string Campaign, string Ticket)> forged, Random random)
    {
        random.Shuffle(events);
        Interlocked.Add(ref _sent, events.Length);
        Interlocked.Add(ref _forged, forged.Count);
        forged.ForEach(item => Increment(_forgeriesSent, item.Campaign));
        using var response = await AskAsync(new Uri(Any(random), "/ads/events"), events);
        if (response is { StatusCode: HttpStatusCode.NoContent })
        {
            Interlocked.Add(ref _beacons, events.Length);
            told.ForEach(item => Note(_acknowledged, item.Campaign, item.Ticket));
            forged.ForEach(item => Increment(_forgeriesAcknowledged, item.Campaign));
        }
    }

    private bool IsTold((string Campaign, string Ticket) item, Random random)
    {
        var told = ShowsAll || random.Next(Unshown) > 0;
        if (told)
        {
            Note(_told, item.Campaign, item.Ticket);
        }
        else
        {
            _kept.Enqueue(item.Ticket);
        }

        return told;
    }

    private static void Increment(ConcurrentDictionary<string, int> counts, string campaign) => counts.AddOrUpdate(campaign, 1, (_, count) => count + 1);

    private static void Note(ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> book, string campaign, string ticket) =>
        book.GetOrAdd(campaign, _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal))[ticket] = 0;

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
