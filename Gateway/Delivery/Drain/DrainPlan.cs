namespace Sokbo.Gateway.Delivery.Drain;

/// <summary>How many readers leave in each wave.</summary>
internal static class DrainPlan
{
    /// <summary>Waves of nearly equal size over the window: in any second no more leave than readers ÷ window, and one wave.</summary>
    /// <returns>Sizes in order; their sum is <paramref name="readers"/>.</returns>
    public static IReadOnlyList<int> Waves(int readers, TimeSpan window, TimeSpan pause)
    {
        var count = Math.Max(1, (int)(window / pause));
        var sizes = new int[count];
        for (var wave = 0; wave < count; wave++)
        {
            sizes[wave] = (int)(((long)readers * (wave + 1) / count) - ((long)readers * wave / count));
        }

        return sizes;
    }
}
