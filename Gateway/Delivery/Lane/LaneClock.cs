namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>Whole seconds since the start, as of the last tick of <see cref="LaneWatch"/>.</summary>
internal sealed class LaneClock
{
    private int _now;

    public int Now => Volatile.Read(ref _now);

    public void Set(int seconds) => Volatile.Write(ref _now, seconds);
}
