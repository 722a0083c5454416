using System.Net.Http.Headers;
using System.Text.Json;

namespace Sokbo.Load.Ads;

/// <summary>A subscriber of a campaign's statistics, as an advertiser's page is one, and what it has last heard of one place.</summary>
internal sealed class StatisticsStream : IAsyncDisposable
{
    private const string DataPrefix = "data:";

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _heard = new(0);
    private readonly LoadOptions _options;
    private Task _hearing = Task.CompletedTask;
    private long _rendered = -1;

    private StatisticsStream(LoadOptions options)
    {
        _options = options;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
    }

    public long Rendered => Volatile.Read(ref _rendered);

    /// <summary>Returns when the present state is there.</summary>
    public static async Task<StatisticsStream> OpenAsync(LoadOptions options, string campaign)
    {
        var statistics = new StatisticsStream(options);
        var address = new Uri($"http://127.0.0.1:{options.Port}/live/events?topic=stats/campaign/{campaign}");
        statistics._hearing = statistics.HearAsync(await statistics._client.GetStreamAsync(address));
        await statistics.UntilAboveAsync(-1);
        return statistics;
    }

    public async Task UntilAboveAsync(long known)
    {
        while (Rendered <= known)
        {
            if (!await _heard.WaitAsync(HeardWithin))
            {
                throw new TimeoutException($"The statistics still say {Rendered} after {HeardWithin.TotalSeconds} s.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _hearing;
        _client.Dispose();
        _heard.Dispose();
        _ended.Dispose();
    }

    private async Task HearAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        try
        {
            while (await reader.ReadLineAsync(_ended.Token) is { } line)
            {
                if (line.StartsWith(DataPrefix, StringComparison.Ordinal) && RenderedOf(line[DataPrefix.Length..]) is { } rendered)
                {
                    Volatile.Write(ref _rendered, rendered);
                    _heard.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    private long? RenderedOf(string text)
    {
        using var update = JsonDocument.Parse(text);
        return update.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("counts", out var counts)
            ? counts.EnumerateArray()
                .Where(count => count.GetProperty("slot").GetString() == _options.Probe && count.GetProperty("bucket").GetString() == "rendered")
                .Sum(count => count.GetProperty("count").GetInt64())
            : null;
    }
}
