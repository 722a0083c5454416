using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sokbo.Load.Ads;

/// <summary>The same request again and again over a number of connections, on each as soon as it has its answer.</summary>
internal sealed class RequestRun(LoadOptions options)
{
    private readonly byte[] _request = options.Get.Length == 0
        ? PageRequest.Post(options.Port, options.Post, "application/json", options.Body)
        : options.Key.Length > 0 && options.Get.StartsWith("/api/", StringComparison.Ordinal)
            ? PageRequest.Get(options.Port, options.Get, options.Key)
            : PageRequest.GetPage(options.Port, options.Get);
    private readonly byte[] _marker = Encoding.UTF8.GetBytes(options.Marker);
    private readonly LatencyHistogram _answers = new();
    private long _requests;
    private long _refused;
    private long _bytes;

    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var lines = Enumerable.Range(0, options.Readers).Select(_ => Task.Run(() => AskAsync(stop.Token))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(options.WarmSeconds));
        _answers.Clear();
        (_requests, _bytes, _refused) = (0, 0, 0);
        var before = CpuReading.Now(options);
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        var after = CpuReading.Now(options);
        var requests = Interlocked.Read(ref _requests);
        var elapsed = after.Time - before.Time;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"requests {requests} in {elapsed:F2}s = {requests / elapsed:F0}/s | lat ms p50 {_answers.Milliseconds(0.5):F2} p99 {_answers.Milliseconds(0.99):F2}"
            + $" | body {_bytes / (double)Math.Max(1, requests):F0} B | without {_refused}") + after.Since(before, requests, options));
        await stop.CancelAsync();
        await Task.WhenAll(lines);
        return requests == 0 ? 1 : 0;
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var line = new HttpLine(options.Port);
        try
        {
            while (true)
            {
                var asked = Stopwatch.GetTimestamp();
                var status = await line.AskAsync(_request, cancellationToken);
                _answers.Add((long)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
                Interlocked.Increment(ref _requests);
                Interlocked.Add(ref _bytes, line.BodyBytes);
                if (status != 200 || !line.Has(_marker))
                {
                    Interlocked.Increment(ref _refused);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
