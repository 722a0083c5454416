namespace Sokbo.Simulation.Tests.Machines;

internal sealed class NodeTimer(Loop loop, Node node, Action callback) : ITimer
{
    /// <summary>Grows with each change, so that what was planned before comes to nothing.</summary>
    private int _version;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _version++;
        Plan(dueTime, period);
        return true;
    }

    public void Dispose() => _version++;

    public ValueTask DisposeAsync()
    {
        _version++;
        return ValueTask.CompletedTask;
    }

    private void Plan(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        var version = _version;
        loop.After(dueTime, () => Fire(version, period));
    }

    private void Fire(int version, TimeSpan period) => node.Post(() =>
    {
        if (version != _version)
        {
            return;
        }

        callback();
        if (period > TimeSpan.Zero && version == _version)
        {
            Plan(period, period);
        }
    });
}
