using System.Globalization;

namespace Sokbo.Fixtures.Processes;

/// <summary>
/// The clock of one machine, for a process that is started with <see cref="Environment"/>: by libfaketime, which a process
/// asks in place of the system. Only the time of day is moved; how long something takes stays as it is.
/// </summary>
public sealed class SettableClock : IDisposable
{
    /// <summary>After this a process has seen that its clock was set.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(2);

    private readonly ScratchDirectory _scratch = new();

    public SettableClock()
    {
        Set(TimeSpan.Zero);
        Environment =
        [
            ("LD_PRELOAD", Library()),
            ("FAKETIME_TIMESTAMP_FILE", _scratch["clock"]),
            ("FAKETIME_CACHE_DURATION", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("NO_FAKE_STAT", "1"),
        ];
    }

    public (string Key, string Value)[] Environment { get; }

    /// <summary>So far from the true time from now on.</summary>
    public void Set(TimeSpan offset)
    {
        // Whole or not at all: a process may read at any moment.
        File.WriteAllText(_scratch["next"], string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "-" : "+")}{offset.Duration().TotalSeconds:0}"));
        File.Move(_scratch["next"], _scratch["clock"], overwrite: true);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Library() =>
        Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(directory => Path.Combine(directory, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("libfaketime is missing. Install Debian's package faketime, or run './test.sh long', which does.");
}
