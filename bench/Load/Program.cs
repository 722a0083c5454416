using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sokbo.Load;
using Sokbo.Load.Ads;
using Sokbo.Load.News;

if (args is [] or ["--help"])
{
    Console.WriteLine(LoadOptions.Help);
    return 0;
}

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync($"Load: {error.Message}");
    return 2;
}

if (options.Post.Length > 0 || options.Get.Length > 0)
{
    return await new RequestRun(options).RunAsync();
}

if (options.Withdrawals > 0)
{
    return await new ReachRun(options).RunAsync();
}

if (options.Articles > 0)
{
    return await new FillRun(options).RunAsync();
}

if (options.Pauses > 0)
{
    return await new PauseRun(options).RunAsync();
}

if (options.Lag > 0)
{
    return await new LagRun(options).RunAsync();
}

if (options.Beacons > 0)
{
    return await new BeaconRun(options).RunAsync();
}

if (options.Follow.Length > 0)
{
    return await new FollowRun(options).RunAsync();
}

using var stop = new CancellationTokenSource();
using var http = new HttpClient();
var tally = new Tally();
var residentBefore = ProcessUse.ResidentKibibytes(options.Processes);
var slowTally = new Tally();
var marker = Encoding.UTF8.GetBytes(options.Marker);
var quick = options.Readers - options.Slow;
IArrivals[] arrivals =
[
    .. Enumerable.Range(0, options.Readers).Select(number => options.Topics.Length == 0 ? (IArrivals)new MarkedArrivals(marker, tally)
        : number < quick ? new CheckedArrivals(options.Topics, marker, tally)
        : new CheckedArrivals([.. options.Topics, .. options.SlowTopics], marker, slowTally)),
];
var readers = arrivals.Select((found, number) => new Reader(options, options.Port, number < quick ? tally : slowTally, found)).ToArray();
if (options.StallSeconds > 0)
{
    Array.ForEach(readers[quick..], static reader => reader.TakeLittle());
}

var connecting = Stopwatch.GetTimestamp();
await Parallel.ForEachAsync(
    readers.Zip(arrivals),
    new ParallelOptions { MaxDegreeOfParallelism = 32 },
    async (pair, cancellationToken) =>
    {
        var page = pair.Second as CheckedArrivals;
        if (await pair.First.StartAsync(page?.Opening() ?? (IEnumerable<string>)options.Open, cancellationToken) is { } refusal)
        {
            throw new InvalidOperationException($"The server did not upgrade: {refusal.Head}");
        }

        await (page?.SubscribedAsync(TimeSpan.FromSeconds(60), cancellationToken) ?? Task.CompletedTask);
    });
var connected = Stopwatch.GetElapsedTime(connecting);
await Task.Delay(TimeSpan.FromSeconds(1.5));
var pinging = options.Topics.Length > 0 ? PingAsync() : Task.CompletedTask;

using var publisher = new Publisher(options);
if (options.Rate > 0)
{
    await publisher.StartAsync(stop.Token);
    await publisher.RunAsync(TimeSpan.FromSeconds(options.WarmSeconds), stop.Token);
    await ArrivedAsync();
}

tally.Begin();
slowTally.Begin();
if (options.StallSeconds > 0)
{
    Array.ForEach(readers[quick..], static reader => reader.Pause());
}

var before = await MeasureAsync();
if (options.Rate > 0)
{
    await publisher.RunAsync(TimeSpan.FromSeconds(options.Seconds), stop.Token);
    await ArrivedAsync();
}
else
{
    await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
}

var after = await MeasureAsync();
var behind = options.StallSeconds > 0 ? await CatchUpAsync() : "";
var resident = ProcessUse.ResidentKibibytes(options.Processes);
await stop.CancelAsync();
await pinging;

var elapsed = after.Time - before.Time;
var cpu = after.Cpu - before.Cpu;
var line = string.Create(
    CultureInfo.InvariantCulture,
    $"conns {options.Readers} in {connected.TotalSeconds:F2}s closed {tally.Closed} | published {publisher.Published} delivered {tally.Deliveries}"
    + $" ({Share(tally.Deliveries, (long)publisher.Published * quick):F4}) in {elapsed:F2}s = {tally.Deliveries / elapsed:F0}/s"
    + $" | lat ms p50 {tally.Latency.Milliseconds(0.5):F2} p99 {tally.Latency.Milliseconds(0.99):F2}"
    + $" p99.9 {tally.Latency.Milliseconds(0.999):F2} max {tally.Latency.MostMilliseconds:F2}"
    + $" | server cpu {cpu:F2}s = {Share(cpu * 1e6, tally.Deliveries):F2} us/delivery | client cpu {after.Own - before.Own:F2}s"
    + $" | RSS/conn {(resident - residentBefore) / options.Readers:F1} KiB (total {resident / 1024:F0} MiB)"
    + $" | messages {tally.Messages} of {Share(tally.Bytes, tally.Messages):F0} B");
if (options.Topics.Length > 0)
{
    line += $" | gaps {tally.Gaps + slowTally.Gaps} repeats {tally.Repeats + slowTally.Repeats} snapshots {tally.Snapshots}{behind}";
}

if (options.Rate > 0)
{
    line += string.Create(
        CultureInfo.InvariantCulture,
        $" | answer ms p50 {publisher.Answers.Milliseconds(0.5):F2} p99 {publisher.Answers.Milliseconds(0.99):F2} max {publisher.Answers.MostMilliseconds:F2}");
}

for (var i = 0; i < options.Others.Count; i++)
{
    line += string.Create(CultureInfo.InvariantCulture, $" | {options.Others[i].Name} cpu {after.Others[i] - before.Others[i]:F2}s");
}

for (var i = 0; i < options.Counters.Count; i++)
{
    line += string.Create(CultureInfo.InvariantCulture, $" | {options.Counters[i].Metric} {after.Counters[i] - before.Counters[i]:F0}");
}

Console.WriteLine(line);
if (publisher.Refusal is { } refusal)
{
    await Console.Error.WriteLineAsync($"Load: a publication was refused: {refusal}");
    return 1;
}

foreach (var reader in readers)
{
    reader.Dispose();
}

return tally.Gaps + tally.Repeats + slowTally.Gaps + slowTally.Repeats > 0 ? 1 : 0;

static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

// Waits, at most ten seconds, until all that was published is there, and then until nothing more comes.
async Task ArrivedAsync()
{
    var due = (long)publisher.Published * quick;
    for (var (i, before) = (0, -1L); i < 100 && (tally.Deliveries < due || tally.Deliveries > before); i++)
    {
        before = tally.Deliveries;
        await Task.Delay(100);
    }
}

// Lets the slow ones read again, and waits until each has ended or stands where the others do.
async Task<string> CatchUpAsync()
{
    var closed = slowTally.Closed;
    var slow = readers[quick..];
    Array.ForEach(slow, static reader => reader.GoOn());
    var goal = ((CheckedArrivals)arrivals[0]).Positions;
    var current = 0;
    for (var i = 0; i < options.StallSeconds * 10 && current + slowTally.Closed < slow.Length; i++)
    {
        await Task.Delay(100);
        current = arrivals[quick..].Cast<CheckedArrivals>().Count(page => goal.All(pair => page.Positions.GetValueOrDefault(pair.Key) == pair.Value));
    }

    return $" | stalled {slow.Length}: {current} up to date, {slowTally.Closed - closed} closed, {slowTally.Snapshots} snapshots";
}

async Task<Measurement> MeasureAsync()
{
    var counters = new List<double>();
    foreach (var (page, metric) in options.Counters)
    {
        var text = await http.GetStringAsync(page);
        counters.Add(text.Split('\n')
            .Where(row => row.StartsWith(metric, StringComparison.Ordinal) && row.Length > metric.Length && row[metric.Length] is ' ' or '{')
            .Sum(row => double.Parse(row[(row.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
    }

    return new Measurement(
        Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
        ProcessUse.CpuSeconds(options.Processes),
        ProcessUse.CpuSeconds([Environment.ProcessId]),
        [.. options.Others.Select(other => ProcessUse.CpuSeconds([other.Process]))],
        [.. counters]);
}

async Task PingAsync()
{
    // Spread, as clients that came at different times would be.
    // Who reads nothing may go on to say that it is there.
    var pause = TimeSpan.FromSeconds(10d / options.Readers);
    try
    {
        while (true)
        {
            foreach (var slice in readers.Chunk(Math.Max(1, options.Readers / 100)))
            {
                await Task.Delay(pause * slice.Length, stop.Token);
                await Task.WhenAll(slice.Select(reader => reader.PingAsync()));
            }
        }
    }
    catch (Exception exception) when (exception is OperationCanceledException or System.Net.Sockets.SocketException)
    {
        // The measurement is over, or a reader was closed, which is counted.
    }
}
