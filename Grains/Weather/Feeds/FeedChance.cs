namespace Sokbo.Grains.Weather.Feeds;

/// <summary>Chance for pauses; one for the process.</summary>
internal sealed class FeedChance(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>From 0 to below 1.</summary>
    public double Roll()
    {
        lock (_lock)
        {
            return random.NextDouble();
        }
    }
}
