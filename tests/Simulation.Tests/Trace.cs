using System.Globalization;

namespace Sokbo.Simulation.Tests;

/// <summary>What happened, line by line: the last lines for a report, a hash of all for comparing two runs, all of them in a replay.</summary>
internal sealed class Trace(Action<string>? echo)
{
    public const int LinesMax = 40;

    private readonly Queue<string> _last = new();
    private ulong _hash = 14_695_981_039_346_656_037;

    /// <summary>Set once there is a clock.</summary>
    public Func<long> Clock { get; set; } = static () => 0;

    public ulong Hash => _hash;

    /// <summary>Whether somebody reads along.</summary>
    public bool IsShown => echo is not null;

    public IEnumerable<string> Last => _last;

    /// <summary>For whoever reads along: it may contain what differs from run to run, and is no part of the trace.</summary>
    public void Note(FormattableString text) => echo?.Invoke(Line(text));

    public void Add(FormattableString text)
    {
        var line = Line(text);
        foreach (var character in line)
        {
            _hash = (_hash ^ character) * 1_099_511_628_211;
        }

        _last.Enqueue(line);
        if (_last.Count > LinesMax)
        {
            _last.Dequeue();
        }

        echo?.Invoke(line);
    }

    private string Line(FormattableString text)
    {
        var milliseconds = (Clock() - TimeSpan.TicksPerHour) / (double)TimeSpan.TicksPerMillisecond;
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds,9:0.00}  {text.ToString(CultureInfo.InvariantCulture)}");
    }
}
