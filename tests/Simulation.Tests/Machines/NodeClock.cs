namespace Sokbo.Simulation.Tests.Machines;

/// <summary>A process's clocks: the monotonic one is the loop's, the wall clock may be set to anything.</summary>
internal sealed class NodeClock(Loop loop, Node node) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TimeSpan WallOffset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => loop.Now;

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(loop.Now) + WallOffset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new NodeTimer(loop, node, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
