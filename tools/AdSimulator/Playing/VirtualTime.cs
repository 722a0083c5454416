namespace Sokbo.AdSimulator.Playing;

/// <summary>A clock that only the run moves.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    // A real clock has no offset, and callers count on it.
    private DateTimeOffset _now = start.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void Advance(TimeSpan span) => _now += span;
}
