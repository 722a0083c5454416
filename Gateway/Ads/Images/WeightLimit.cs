using System.Collections.Frozen;

namespace Sokbo.Gateway.Ads.Images;

/// <summary>What a banner may weigh when it is first loaded: the table of the IAB New Ad Portfolio (2017), in bytes.</summary>
internal static class WeightLimit
{
    private const int Kilobyte = 1024;

    private static readonly FrozenDictionary<(int Width, int Height), int> Kilobytes = new Dictionary<(int, int), int>
    {
        [(970, 250)] = 250,
        [(970, 90)] = 200,
        [(728, 90)] = 150,
        [(300, 1050)] = 250,
        [(300, 250)] = 150,
        [(160, 600)] = 150,
        [(120, 60)] = 50,
        [(300, 50)] = 50,
        [(320, 50)] = 50,
        [(640, 1136)] = 300,
        [(750, 1334)] = 300,
        [(1080, 1920)] = 300,
    }.ToFrozenDictionary();

    /// <summary>For a size that the table does not have, as much as for the largest one that is no larger; never less than for the smallest.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="height">In CSS pixels.</param>
    public static int BytesOf(int width, int height)
    {
        var kilobytes = Kilobytes.TryGetValue((width, height), out var listed)
            ? listed
            : Kilobytes.Where(row => row.Key.Width * row.Key.Height <= width * height).Select(row => row.Value).DefaultIfEmpty(50).Max();
        return kilobytes * Kilobyte;
    }
}
