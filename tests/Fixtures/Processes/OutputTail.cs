namespace Sokbo.Fixtures.Processes;

/// <summary>The last lines that a program has written.</summary>
public sealed class OutputTail
{
    private const int LinesMax = 4_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waits = [];

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }

            foreach (var (_, found) in _waits.Where(wait => wait.Wanted(line)))
            {
                found.TrySetResult(line);
            }

            _waits.RemoveAll(wait => wait.Found.Task.IsCompleted);
        }
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first line, written before or from now on, for which <paramref name="wanted"/> holds.</summary>
    public async Task<string> LineAsync(string name, Func<string, bool> wanted, TimeSpan bound)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
            {
                return line;
            }

            _waits.Add((wanted, found));
        }

        try
        {
            return await found.Task.WaitAsync(bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"No line '{name}' within {bound.TotalSeconds:0} s. Output:\n{this}", late);
        }
    }

    public override string ToString() => string.Join('\n', Lines);
}
