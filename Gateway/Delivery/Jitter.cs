namespace Sokbo.Gateway.Delivery;

/// <summary>Randomness for pauses, so that many feeds and gateways do not knock at the same moment. Thread-safe.</summary>
internal sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>The same elements in an order by chance.</summary>
    public T[] Shuffle<T>(T[] elements)
    {
        lock (_gate)
        {
            random.Shuffle(elements);
        }

        return elements;
    }

    /// <summary>A time below the maximum.</summary>
    public TimeSpan Below(int milliseconds)
    {
        lock (_gate)
        {
            return TimeSpan.FromMilliseconds(random.NextDouble() * milliseconds);
        }
    }
}
