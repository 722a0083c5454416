using System.Diagnostics;
using System.Globalization;

namespace Sokbo.Load.Ads;

/// <summary>How long an event that was answered takes to a subscriber of the statistics, one after the other, while others come.</summary>
internal sealed class LagRun(LoadOptions options)
{
    /// <summary>Folds have a period: without this the events would all meet it at the same place.</summary>
    private const int PauseMillisecondsMax = 150;

    public async Task<int> RunAsync()
    {
        var stock = await new TicketStock(options).CollectAsync(options.Places, options.Tickets, CancellationToken.None);
        var sender = new BeaconSender(options, stock, events: 1);
        var sending = sender.RunAsync();
        await Task.Delay(TimeSpan.FromSeconds(options.WarmSeconds));
        sender.Answers.Clear();

        var lag = new LatencyHistogram();
        var random = new Random(1);
        await using var statistics = await StatisticsStream.OpenAsync(options, options.Campaigns[0]);
        using var line = new HttpLine(options.Port);
        var before = CpuReading.Now(options);
        for (var probe = 0; probe < options.Lag; probe++)
        {
            // One at a time: a ticket is not as old as the run.
            var ticket = (await new TicketStock(options).CollectAsync([options.Probe], 1, CancellationToken.None))[0];
            var known = statistics.Rendered;
            await Task.Delay(random.Next(PauseMillisecondsMax));
            var body = $$"""[{"ticket":"{{ticket.Text}}","event":"rendered"}]""";
            if (await line.AskAsync(PageRequest.Post(options.Port, "/ads/events", "text/plain;charset=UTF-8", body), CancellationToken.None) != 204)
            {
                throw new InvalidOperationException("An event was refused.");
            }

            var answered = Stopwatch.GetTimestamp();
            await statistics.UntilAboveAsync(known);
            lag.Add((long)Stopwatch.GetElapsedTime(answered).TotalMicroseconds);
        }

        var after = CpuReading.Now(options);
        sender.Stop();
        await sending;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"events {options.Lag} | lag ms p50 {lag.Milliseconds(0.5):F0} p99 {lag.Milliseconds(0.99):F0} max {lag.MostMilliseconds:F0}"
            + $" | others {sender.Answered} answered ms p50 {sender.Answers.Milliseconds(0.5):F2} p99 {sender.Answers.Milliseconds(0.99):F2}") + after.Since(before, sender.Answered, options));
        return 0;
    }
}
