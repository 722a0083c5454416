namespace Sokbo.Gateway.Tests.Api;

/// <summary>The system's clock with another date: timers and timestamps run as ever.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    public void Set(DateTimeOffset now) => _offset = now - base.GetUtcNow();
}
