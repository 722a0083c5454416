namespace Sokbo.Gateway.Delivery;

/// <summary>Randomness for pauses, so that many feeds and gateways do not knock at the same moment. Thread-safe.</summary>
internal sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>A time below the maximum.</summary>
    public TimeSpan Below(int milliseconds)
    {
        lock (_gate)
        {
            return TimeSpan.FromMilliseconds(random.NextDouble() * milliseconds);
        }
    }
}
