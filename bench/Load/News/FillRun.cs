using System.Diagnostics;
using System.Globalization;
using Sokbo.Load.Ads;

namespace Sokbo.Load.News;

/// <summary>Publishes articles by the API, several at a time, and tells what one of them cost.</summary>
internal sealed class FillRun(LoadOptions options)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(20);

    private int _next = options.From;
    private int _done;

    public async Task<int> RunAsync()
    {
        var end = options.From + options.Articles;
        var began = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var telling = TellAsync(began, stop.Token);
        var before = CpuReading.Now(options);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => Task.Run(() => WorkAsync(end))));
        var after = CpuReading.Now(options);
        await stop.CancelAsync();
        await telling;
        var elapsed = after.Time - before.Time;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"articles {options.Articles} in {elapsed:F1}s = {options.Articles / elapsed:F0}/s") + after.Since(before, options.Articles, options));
        return 0;
    }

    private async Task WorkAsync(int end)
    {
        using var newsroom = new Newsroom(options.Port, options.Key);
        using var line = new HttpLine(options.Port);
        int number;
        while ((number = Interlocked.Increment(ref _next) - 1) < end)
        {
            await newsroom.PublishAsync(await newsroom.DraftAsync(number, SampleText.Mark(number)));
            foreach (var surface in options.Surfaces)
            {
                await line.AskAsync(PageRequest.GetPage(options.Port, surface), CancellationToken.None);
            }

            Interlocked.Increment(ref _done);
        }
    }

    private async Task TellAsync(long began, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(ProgressEvery, cancellationToken);
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Volatile.Read(ref _done)} published after {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s"));
            }
        }
        catch (OperationCanceledException)
        {
            // All are published.
        }
    }
}
