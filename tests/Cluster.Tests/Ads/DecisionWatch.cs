using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>Asks one gateway for banners of one slot, several times at once and without an end, and writes down what it decides.</summary>
internal sealed class DecisionWatch : IAsyncDisposable
{
    private const int AtOnce = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<DateTimeOffset> _given = [];
    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(20),
        DefaultRequestHeaders = { { "User-Agent", BrowserAgent.Chrome } },
    };

    private readonly Uri _address;
    private readonly string _slot;
    private readonly Task _asking;
    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private string _last = "nothing";

    public DecisionWatch(ServiceProcess gateway, string slot)
    {
        _address = new Uri(gateway.Url, "/ads/decisions");
        _slot = slot;
        _asking = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(AskAsync)));
    }

    /// <summary>When this gateway decided for a banner last, as the tickets say.</summary>
    public DateTimeOffset Last => _given.Max();

    /// <summary>Waits until the gateway has given so many banners more.</summary>
    public async Task ShowsAsync(int banners)
    {
        var before = _given.Count;
        await UntilAsync("shows no banner", () => _given.Count >= before + banners);
    }

    /// <summary>Waits until every question that is under way now, and some more, were answered without a banner, for one reason.</summary>
    public async Task RefusesAsync(string reason)
    {
        var before = _refused.GetValueOrDefault(reason);
        await UntilAsync($"does not say {reason}", () => _refused.GetValueOrDefault(reason) >= before + (2 * AtOnce));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task UntilAsync(string problem, Func<bool> condition)
    {
        using var late = new CancellationTokenSource(Bound);
        while (!condition())
        {
            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"{_address} {problem}; last it answered {_last}.");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task AskAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _http.PostAsJsonAsync(_address, new { slots = (string[])[_slot] }, _stop.Token);
                response.EnsureSuccessStatusCode();
                Note((await response.Content.ReadFromJsonAsync<JsonElement>(_stop.Token)).GetProperty("decisions")[0]);
                await Task.Delay(Pause, _stop.Token);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                _last = error.Message;
            }
        }
    }

    private void Note(JsonElement decision)
    {
        if (decision.TryGetProperty("ticket", out var ticket))
        {
            _given.Enqueue(TicketForger.TimeOf(ticket.GetString()!));
            _last = "a banner";
        }
        else
        {
            _last = decision.GetProperty("reason").GetString()!;
            _refused.AddOrUpdate(_last, 1, (_, count) => count + 1);
        }
    }
}
