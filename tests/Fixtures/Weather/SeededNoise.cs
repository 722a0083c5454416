namespace Sokbo.Fixtures.Weather;

/// <summary>Random numbers that belong to a place in the data instead of to the order in which they are drawn.</summary>
internal static class SeededNoise
{
    /// <summary>In [0, 1).</summary>
    public static double Uniform(int seed, int stream, int place, int step = 0)
    {
        var hash = Mix(Mix(Mix(Mix(0x9E3779B97F4A7C15, seed), stream), place), step);
        return (hash >> 11) * (1.0 / (1UL << 53));
    }

    public static double Between(double low, double high, int seed, int stream, int place = 0) =>
        low + ((high - low) * Uniform(seed, stream, place));

    /// <summary>Normal with the mean 0 and the deviation 1.</summary>
    public static double Normal(int seed, int stream, int place, int step = 0) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(seed, stream, place, step))) * Math.Cos(2 * Math.PI * Uniform(seed, stream + 1_000, place, step));

    /// <summary>splitmix64, once for each part of the name of a number.</summary>
    private static ulong Mix(ulong state, int part)
    {
        var mixed = state + 0x9E3779B97F4A7C15 + (ulong)(uint)part;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
