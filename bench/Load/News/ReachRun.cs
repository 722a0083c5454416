using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sokbo.Load.Ads;

namespace Sokbo.Load.News;

/// <summary>
/// How long it takes from the newsroom to a number of open pages while others ask for pages by HTTP: an article that is
/// published, and one that is retracted or held. Of a withdrawal also when the last answer showed it, for each surface of the
/// receipt. Every page hears the front page, the band and every article that will be withdrawn.
/// </summary>
internal sealed class ReachRun(LoadOptions options)
{
    /// <summary>Texts of their own: what stays public would otherwise be taken for what was withdrawn.</summary>
    private const int PublishedFrom = 1_000;

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WatchBefore = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchAfter = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(2);

    private readonly Tally _tally = new();
    private readonly LatencyHistogram _published = new();
    private readonly LatencyHistogram _retracted = new();
    private readonly LatencyHistogram _held = new();
    private readonly SortedDictionary<string, double> _surfaces = new(StringComparer.Ordinal);
    private int _missed;
    private int _incomplete;
    private long _asked;

    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var newsroom = new Newsroom(options.Port, options.Key);
        var withdrawn = new List<(string Id, string Mark)>();
        for (var round = 0; round < (2 * options.Withdrawals) + 1; round++)
        {
            var mark = $"w{Guid.NewGuid():N}";
            var id = await newsroom.DraftAsync(round, mark);
            await newsroom.PublishAsync(id);
            withdrawn.Add((id, mark));
        }

        // The first one tells which surfaces there are.
        string[] surfaces;
        using (var answer = await newsroom.RetractAsync(withdrawn[0].Id))
        {
            surfaces = Surfaces(answer, withdrawn[0]);
        }

        var topics = (string[])["front/default", .. withdrawn.Skip(1).Select(article => $"article/{article.Id}")];
        var pages = Enumerable.Range(0, options.Readers).Select(_ => new AwaitingPage(topics, _tally)).ToArray();
        using var readers = new ReaderGroup([.. pages.Select(page => new Reader(options, options.Port, _tally, page))]);
        await readers.OpenAsync(pages, HeardWithin, stop.Token);
        var pinging = PingAsync(readers, stop.Token);
        var asking = Enumerable.Range(0, options.Connections).Select(number => Task.Run(() => AskAsync(number % 2 == 0 ? "/" : $"/articles/{withdrawn[^1].Id}", stop.Token))).ToArray();

        for (var round = 0; round < options.Articles; round++)
        {
            await PublishAsync(newsroom, pages, round);
        }

        foreach (var (article, round) in withdrawn.Skip(1).Select((article, round) => (article, round)))
        {
            var isHold = round % 2 == 1;
            await WithdrawAsync(pages, surfaces, article, isHold ? "held" : "retracted", isHold ? _held : _retracted, isHold ? newsroom.HoldAsync : newsroom.RetractAsync);
        }

        await stop.CancelAsync();
        await Task.WhenAll([.. asking, pinging]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pages {pages.Length} closed {_tally.Closed} {_tally.Goodbyes} gaps {_tally.Gaps} missed {_missed} requests beside {_asked} | published ms {Text(_published)} | retracted ms {Text(_retracted)} | held ms {Text(_held)} | receipts not complete {_incomplete}"));
        foreach (var (surface, most) in _surfaces)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"surface {surface} last showed it after {most:F0} ms"));
        }

        return _missed + _incomplete > 0 || _tally.Gaps + _tally.Closed > 0 || _published.Milliseconds(0.99) > 500
            || Math.Max(_retracted.MostMilliseconds, _held.MostMilliseconds) > 1_000 || _surfaces.Values.Any(most => most > 5_000) ? 1 : 0;
    }

    /// <summary>Addresses of the receipt, with {id} and {mark} for what differs from article to article. Open pages are looked at themselves.</summary>
    private static string[] Surfaces(JsonDocument answer, (string Id, string Mark) article) =>
    [
        .. answer.RootElement.GetProperty("receipt").GetProperty("surfaces").EnumerateArray()
            .Where(proof => !proof.TryGetProperty("note", out _))
            .Select(proof => proof.GetProperty("address").GetString()!)
            .Select(address => address[address.IndexOf('/', StringComparison.Ordinal)..])
            .Where(address => !address.StartsWith("/live", StringComparison.Ordinal) && !address.StartsWith("/events", StringComparison.Ordinal))
            .Select(address => address.Replace(article.Id, "{id}", StringComparison.Ordinal))
            .Select(address => address.Contains("?q=", StringComparison.Ordinal) ? $"{address[..address.IndexOf('?', StringComparison.Ordinal)]}?q={{mark}}" : address),
    ];

    private static string Text(LatencyHistogram times) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {times.Milliseconds(0.5):F0} p99 {times.Milliseconds(0.99):F0} max {times.MostMilliseconds:F0}");

    /// <summary>Spread, as pages that were opened at different times would.</summary>
    private static async Task PingAsync(ReaderGroup readers, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                foreach (var slice in readers.Readers.Chunk(Math.Max(1, readers.Readers.Length / 100)))
                {
                    await Task.Delay(PingEvery / 100, cancellationToken);
                    await Task.WhenAll(slice.Select(async reader =>
                    {
                        try
                        {
                            await reader.PingAsync();
                        }
                        catch (System.Net.Sockets.SocketException)
                        {
                            // It was closed, which is counted.
                        }
                    }));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private async Task PublishAsync(Newsroom newsroom, AwaitingPage[] pages, int round)
    {
        var id = await newsroom.DraftAsync(PublishedFrom + round, $"p{Guid.NewGuid():N}");
        await MeasureAsync(pages, ["\"topic\":\"front/default\"", $"\"id\":\"{id}\""], _published, () => newsroom.PublishAsync(id));
    }

    private async Task WithdrawAsync(
        AwaitingPage[] pages, string[] surfaces, (string Id, string Mark) article, string stage, LatencyHistogram times, Func<string, Task<JsonDocument>> act)
    {
        var watches = surfaces.Select(surface => new SurfaceWatch(
            options.Port,
            surface.Replace("{id}", article.Id, StringComparison.Ordinal).Replace("{mark}", article.Mark, StringComparison.Ordinal),
            surface.Contains("{mark}", StringComparison.Ordinal) ? article.Id : article.Mark)).ToArray();
        using var stop = new CancellationTokenSource();
        var watching = watches.Select(watch => Task.Run(() => watch.RunAsync(stop.Token))).ToArray();
        await Task.Delay(WatchBefore);
        var began = await MeasureAsync(
            pages,
            // Nothing else changes the front page meanwhile; it comes as a delta or whole.
            [$"\"topic\":\"article/{article.Id}\"", $"\"stage\":\"{stage}\"", "\"topic\":\"front/default\""],
            times,
            async () =>
            {
                using var answer = await act(article.Id);
                _incomplete += answer.RootElement.GetProperty("receipt").GetProperty("complete").GetBoolean() ? 0 : 1;
            });
        await Task.Delay(WatchAfter);
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        foreach (var (surface, watch) in surfaces.Zip(watches))
        {
            // A surface that never showed it is told as such: it has a place of its own, or nothing of it there.
            var name = watch.Showings > 0 ? surface : $"{surface} (never showed it)";
            _surfaces[name] = Math.Max(_surfaces.GetValueOrDefault(name), watch.MillisecondsAfter(began));
            watch.Dispose();
        }
    }

    /// <returns>When the call was sent.</returns>
    private async Task<long> MeasureAsync(AwaitingPage[] pages, string[] texts, LatencyHistogram times, Func<Task> call)
    {
        var began = 0L;
        foreach (var page in pages)
        {
            page.Await(texts, () => times.Add((long)Stopwatch.GetElapsedTime(Volatile.Read(ref began)).TotalMicroseconds));
        }

        Volatile.Write(ref began, Stopwatch.GetTimestamp());
        await call();
        while (pages.Any(page => page.IsWaiting) && Stopwatch.GetElapsedTime(began) < HeardWithin)
        {
            await Task.Delay(10);
        }

        _missed += pages.Count(page => page.IsWaiting);
        Array.ForEach(pages, page => page.Forget());
        return began;
    }

    /// <summary>A reader who opens pages all the time.</summary>
    private async Task AskAsync(string path, CancellationToken cancellationToken)
    {
        using var line = new HttpLine(options.Port);
        var request = PageRequest.GetPage(options.Port, path);
        try
        {
            while (true)
            {
                await line.AskAsync(request, cancellationToken);
                Interlocked.Increment(ref _asked);
                await Task.Delay(AskPause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
