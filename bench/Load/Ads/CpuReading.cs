using System.Diagnostics;
using System.Globalization;

namespace Sokbo.Load.Ads;

/// <summary>Seconds of wall clock, and of CPU of the servers, of this generator and of other processes, at one moment.</summary>
internal sealed record CpuReading(double Time, double Server, double Own, double[] Others)
{
    public static CpuReading Now(LoadOptions options) => new(
        Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
        ProcessUse.CpuSeconds(options.Processes),
        ProcessUse.CpuSeconds([Environment.ProcessId]),
        [.. options.Others.Select(other => ProcessUse.CpuSeconds([other.Process]))]);

    /// <summary>What was used since, for each of so many operations.</summary>
    public string Since(CpuReading before, long operations, LoadOptions options) => string.Concat(
        [
            .. options.Processes.Length == 0 ? [] : (string[])[Text("server", Server - before.Server, operations)],
            .. options.Others.Select((other, index) => Text(other.Name, Others[index] - before.Others[index], operations)),
            Text("client", Own - before.Own, operations),
        ]);

    private static string Text(string name, double seconds, long operations) =>
        string.Create(CultureInfo.InvariantCulture, $" | {name} cpu {seconds:F2}s = {seconds * 1e6 / Math.Max(1, operations):F2} us each");
}
