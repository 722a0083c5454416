using System.Diagnostics;
using System.Globalization;

namespace Sokbo.Load.Ads;

/// <summary>Beacons, and whether everything that was answered with 204 is in the statistics at the end.</summary>
internal sealed class BeaconRun(LoadOptions options)
{
    /// <summary>Until everything is counted: long enough for a log of a dead gateway to be found.</summary>
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(100);

    public async Task<int> RunAsync()
    {
        var collecting = Stopwatch.GetTimestamp();
        var tickets = await new TicketStock(options).CollectAsync(options.Places, options.Tickets, CancellationToken.None);
        var collected = Stopwatch.GetElapsedTime(collecting);
        var earlier = await CountsAsync();
        var sender = new BeaconSender(options, tickets, options.Beacons);
        var sending = sender.RunAsync();
        await Task.Delay(TimeSpan.FromSeconds(options.WarmSeconds));
        sender.Answers.Clear();
        var (before, answeredBefore) = (CpuReading.Now(options), sender.Answered);
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        var (after, answeredAfter) = (CpuReading.Now(options), sender.Answered);
        sender.Stop();
        await sending;

        var ended = Stopwatch.GetTimestamp();
        var (elapsed, answered) = (after.Time - before.Time, answeredAfter - answeredBefore);
        var (counts, missing) = await SettledAsync(earlier, sender, ended);
        var settled = Stopwatch.GetElapsedTime(ended);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tickets {tickets.Count} in {collected.TotalSeconds:F1}s | beacons {answered} in {elapsed:F2}s = {answered / elapsed:F0}/s"
            + $" | lat ms p50 {sender.Answers.Milliseconds(0.5):F2} p99 {sender.Answers.Milliseconds(0.99):F2} max {sender.Answers.MostMilliseconds:F2}"
            + $" | repeated {sender.Repeated} | acknowledged {sender.Answered} counted {counts.Values.Sum(found => found.Values.Sum())} missing {missing} after {settled.TotalSeconds:F1}s")
            + string.Concat(Sums(counts).Where(sum => sum.Value != 0).Select(sum => string.Create(CultureInfo.InvariantCulture, $" {sum.Key} {sum.Value}")))
            + after.Since(before, answered, options));
        return missing > 0 ? 1 : 0;
    }

    private static IEnumerable<KeyValuePair<string, long>> Sums(Dictionary<string, Dictionary<string, long>> counts) => counts.Values
        .SelectMany(found => found).GroupBy(count => count.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, group.Sum(count => count.Value)));

    private async Task<(Dictionary<string, Dictionary<string, long>> Counts, long Missing)> SettledAsync(
        Dictionary<string, Dictionary<string, long>> before, BeaconSender sender, long since)
    {
        while (true)
        {
            Dictionary<string, Dictionary<string, long>> counts = [];
            foreach (var (campaign, found) in await CountsAsync())
            {
                counts[campaign] = found.ToDictionary(count => count.Key, count => count.Value - before[campaign][count.Key], StringComparer.Ordinal);
            }

            var missing = sender.Acknowledged.Sum(pair => Math.Max(0, pair.Value - Counted(counts[pair.Key], sender)));
            if (missing == 0 || Stopwatch.GetElapsedTime(since) > SettleMax)
            {
                return (counts, missing);
            }

            await Task.Delay(SettlePause);
        }
    }

    /// <summary>
    /// Where an event was sent again only because nobody answered, what is counted as a duplicate stands for nothing else:
    /// it hides no loss.
    /// </summary>
    private static long Counted(Dictionary<string, long> counts, BeaconSender sender) =>
        counts.Values.Sum() - (sender.IsDistinct ? counts["duplicate"] : 0);

    private async Task<Dictionary<string, Dictionary<string, long>>> CountsAsync()
    {
        using var statistics = new Statistics(options);
        var counts = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        foreach (var campaign in options.Campaigns)
        {
            for (var attempt = 1; !counts.ContainsKey(campaign); attempt++)
            {
                try
                {
                    counts[campaign] = await statistics.CountsAsync(campaign, CancellationToken.None);
                }
                catch (Exception error) when (attempt < 300 && error is IOException or System.Net.Sockets.SocketException)
                {
                    // A silo that was killed comes back within a minute.
                    await Task.Delay(SettlePause * 2);
                }
            }
        }

        return counts;
    }
}
