using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace Sokbo.Load.Ads;

/// <summary>
/// Pauses a campaign that is on every one of a number of open pages: how long it takes until each page hears that its banner
/// is withdrawn, when the last banner was given out, and whether every page's confirmation is counted. A page confirms as
/// soon as it has heard, as the client does.
/// </summary>
internal sealed class PauseRun(LoadOptions options)
{
    private const int LinesMax = 32;

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(50);

    /// <summary>After everything has come: a decision later than this would be one too many by far.</summary>
    private static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(3);

    private readonly Tally _tally = new();
    private readonly LatencyHistogram _gone = new();
    private readonly LatencyHistogram _answers = new();
    private readonly LatencyHistogram _confirmed = new();
    private readonly string _campaign = options.Campaigns[0];
    private long _lastBanner;

    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var pages = Enumerable.Range(0, options.Readers).Select(_ => new AwaitingPage([$"slot/default/{options.Probe}"], _tally)).ToArray();
        using var readers = new ReaderGroup([.. pages.Select(page => new Reader(options, options.Port, _tally, page))]);
        await readers.OpenAsync(pages, HeardWithin, stop.Token);
        var asking = Enumerable.Range(0, options.Connections).Select(_ => Task.Run(() => AskAsync(stop.Token))).ToArray();
        var (missed, unconfirmed, latest) = (0, 0L, 0.0);
        for (var round = 0; round < options.Pauses; round++)
        {
            await Task.WhenAll(readers.Readers.Select(reader => reader.PingAsync()));
            var (late, without, banner) = await PauseAsync(pages);
            (missed, unconfirmed, latest) = (missed + late, unconfirmed + without, Math.Max(latest, banner));
        }

        await stop.CancelAsync();
        await Task.WhenAll(asking);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pages {pages.Length} pauses {options.Pauses} closed {_tally.Closed} gaps {_tally.Gaps} | gone ms p50 {_gone.Milliseconds(0.5):F0} p99 {_gone.Milliseconds(0.99):F0} max {_gone.MostMilliseconds:F0} missed {missed}"
            + $" | answer ms p50 {_answers.Milliseconds(0.5):F0} max {_answers.MostMilliseconds:F0} | banner ms {latest:F0}"
            + $" | confirmed {((long)pages.Length * options.Pauses) - unconfirmed} within ms {_confirmed.MostMilliseconds:F0}"));
        return missed > 0 || unconfirmed > 0 || _tally.Closed > 0 || latest > 1_000 ? 1 : 0;
    }

    /// <returns>Pages that have not heard of it, those whose confirmation is not counted, and milliseconds from the call to the last banner.</returns>
    private async Task<(int Missed, long Unconfirmed, double Banner)> PauseAsync(AwaitingPage[] pages)
    {
        var tickets = await new TicketStock(options).CollectAsync([options.Probe], pages.Length, CancellationToken.None);
        var confirmations = Channel.CreateUnbounded<Ticket>();
        var began = Stopwatch.GetTimestamp();
        foreach (var (page, ticket) in pages.Zip(tickets))
        {
            // The slot has no other banner, so that it is the only one in the list.
            page.Await([$"\"withdrawn\":[\"{ticket.Shown}\"]"], () =>
            {
                _gone.Add((long)Stopwatch.GetElapsedTime(Volatile.Read(ref began)).TotalMicroseconds);
                confirmations.Writer.TryWrite(ticket);
            });
        }

        using var line = new HttpLine(options.Port);
        var confirming = Enumerable.Range(0, LinesMax).Select(_ => Task.Run(() => ConfirmAsync(confirmations.Reader))).ToArray();
        Volatile.Write(ref began, Stopwatch.GetTimestamp());
        await ChangeAsync(line, "pause");
        _answers.Add((long)Stopwatch.GetElapsedTime(began).TotalMicroseconds);

        var unconfirmed = (long)pages.Length;
        while (unconfirmed > 0 && Stopwatch.GetElapsedTime(began) < HeardWithin)
        {
            await Task.Delay(LookPause);
            unconfirmed = pages.Length - await ConfirmedAsync(line);
        }

        _confirmed.Add((long)Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        await Task.Delay(WatchFor);
        confirmations.Writer.Complete();
        await Task.WhenAll(confirming);
        var banner = Math.Max(0, Stopwatch.GetElapsedTime(began, Volatile.Read(ref _lastBanner)).TotalMilliseconds);
        var missed = pages.Count(page => page.IsWaiting);
        await ChangeAsync(line, "resume");
        await Task.Delay(WatchFor);
        return (missed, unconfirmed, banner);
    }

    private async Task ConfirmAsync(ChannelReader<Ticket> gone)
    {
        using var line = new HttpLine(options.Port);
        await foreach (var ticket in gone.ReadAllAsync())
        {
            var body = $$"""[{"ticket":"{{ticket.Text}}","event":"gone"}]""";
            var status = await line.AskAsync(PageRequest.Post(options.Port, "/ads/events", "text/plain;charset=UTF-8", body), CancellationToken.None);
            if (status != 204)
            {
                throw new InvalidOperationException($"A confirmation was answered with {status}.");
            }
        }
    }

    /// <summary>Asks for banners all the time, and notes when the last answer with one has come.</summary>
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var line = new HttpLine(options.Port);
        var request = PageRequest.Post(options.Port, "/ads/decisions", "application/json", $$"""{"slots":["{{options.Probe}}"]}""");
        try
        {
            while (true)
            {
                await line.AskAsync(request, cancellationToken);
                if (line.Has("\"ticket\""u8))
                {
                    Volatile.Write(ref _lastBanner, Stopwatch.GetTimestamp());
                }

                await Task.Delay(AskPause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private async Task ChangeAsync(HttpLine line, string verb)
    {
        var status = await line.AskAsync(PageRequest.Call(options.Port, $"/api/v1/campaigns/{_campaign}/{verb}", options.Key), CancellationToken.None);
        if (status != 200)
        {
            throw new InvalidOperationException($"{verb} was answered with {status}: {System.Text.Encoding.UTF8.GetString(line.Body())}");
        }
    }

    private async Task<long> ConfirmedAsync(HttpLine line)
    {
        await line.AskAsync(PageRequest.Get(options.Port, $"/api/v1/campaigns/{_campaign}", options.Key), CancellationToken.None);
        using var campaign = JsonDocument.Parse(line.Body());
        return campaign.RootElement.GetProperty("pause").GetProperty("pagesConfirmed").GetInt64();
    }
}
