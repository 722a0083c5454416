using System.Diagnostics;
using System.Globalization;

namespace Sokbo.Load;

/// <summary>Readers who stay, a signal that takes their gateway away, and what that costs them and those elsewhere.</summary>
internal sealed class FollowRun(LoadOptions options)
{
    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var publisher = new Publisher(options);
        var (tally, witnessTally) = (new Tally(), new Tally());
        var (movements, elsewhere) = (new Movements(), new Movements());
        var readers = Enumerable.Range(0, options.Readers)
            .Select(number => new Follower(options, number, options.Topics, options.Follow, tally, movements, stop.Token)).ToArray();
        var witnesses = Enumerable.Range(0, options.Witnesses)
            .Select(number => new Follower(options, number, options.WitnessTopics, [options.Follow[^1]], witnessTally, elsewhere, stop.Token)).ToArray();
        Follower[] all = [.. readers, .. witnesses];
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (reader, _) => await reader.StartAsync());
        var pinging = PingAsync(all, stop.Token);
        await publisher.StartAsync(stop.Token);
        await publisher.RunAsync(TimeSpan.FromSeconds(options.WarmSeconds), stop.Token);

        var calm = (Half: witnessTally.Latency.Milliseconds(0.5), Most: witnessTally.Latency.Milliseconds(0.99));
        tally.Begin();
        witnessTally.Begin();
        elsewhere.Begin();
        movements.Begin();
        if (options.Strike is { } strike)
        {
            using var signal = Process.Start("kill", [$"-{strike.Signal}", strike.Process]);
            await signal.WaitForExitAsync();
        }

        await publisher.RunAsync(TimeSpan.FromSeconds(options.Seconds), stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await pinging;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"readers {options.Readers} | back {movements.Back} within {movements.BackSeconds:F2}s | peak {movements.PeakConnects()} connects/s"
            + $" | refused {(movements.Refused.Length == 0 ? "0" : movements.Refused)} | longest gap {movements.LongestGap:F2}s | came back with {tally.Outcomes}"
            + $" | gaps {tally.Gaps + witnessTally.Gaps} repeats {tally.Repeats + witnessTally.Repeats}"
            + $" | witnesses {options.Witnesses} lat ms p50 {witnessTally.Latency.Milliseconds(0.5):F0} p99 {witnessTally.Latency.Milliseconds(0.99):F0} max {witnessTally.Latency.MostMilliseconds:F0}, before p50 {calm.Half:F0} p99 {calm.Most:F0}"
            + $" | published {publisher.Published} answer ms p50 {publisher.Answers.Milliseconds(0.5):F0} p99 {publisher.Answers.Milliseconds(0.99):F0}"));
        foreach (var reader in all)
        {
            reader.Dispose();
        }

        if (publisher.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"Load: a publication was refused: {refusal}");
            return 1;
        }

        return tally.Gaps + tally.Repeats + witnessTally.Gaps + witnessTally.Repeats > 0 ? 1 : 0;
    }

    private static async Task PingAsync(Follower[] readers, CancellationToken stop)
    {
        var pause = TimeSpan.FromSeconds(10d / readers.Length);
        try
        {
            while (true)
            {
                foreach (var slice in readers.Chunk(Math.Max(1, readers.Length / 100)))
                {
                    await Task.Delay(pause * slice.Length, stop);
                    foreach (var reader in slice)
                    {
                        await PingAsync(reader);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task PingAsync(Follower reader)
    {
        try
        {
            await reader.PingAsync();
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // It is between two connections.
        }
    }
}
