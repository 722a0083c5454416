using System.Globalization;

namespace Sokbo.Load;

/// <summary>What processes have used, by the operating system's accounting (Linux).</summary>
internal static class ProcessUse
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of all processes together, in seconds.</summary>
    public static double CpuSeconds(IEnumerable<int> processes) => processes.Sum(process =>
    {
        // The name in parentheses may contain anything; user and system time are the 12th and 13th field after it.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    });

    /// <summary>Resident memory of all processes together, in KiB.</summary>
    public static double ResidentKibibytes(IEnumerable<int> processes) => processes.Sum(process =>
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Number(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim());
    });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
