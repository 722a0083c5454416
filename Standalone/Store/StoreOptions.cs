namespace Sokbo.Standalone.Store;

/// <summary>The embedded store, from the section <c>Sokbo:Store</c>.</summary>
public sealed class StoreOptions
{
    public const string Section = "Sokbo:Store";

    /// <summary>Size of the append-only file at which a checkpoint is taken and the file cut, in MiB.</summary>
    public int CompactAtMebibytes { get; set; } = 256;

    /// <summary>Size of one piece of the append-only file, in MiB; only whole pieces are removed. A power of two.</summary>
    public int SegmentMebibytes { get; set; } = 64;

    /// <summary>How often the size is looked at, in seconds.</summary>
    public int CompactCheckSeconds { get; set; } = 5;

    /// <summary>Most memory for data, in MiB. All data is in memory; the process stops before it would have to forget some.</summary>
    public int MemoryMebibytes { get; set; } = 16_384;

    /// <summary>One sentence for each value that cannot be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (CompactAtMebibytes is < 16 or > 65_536)
        {
            yield return $"Sokbo__Store__CompactAtMebibytes is {CompactAtMebibytes}; it must lie between 16 and 65536.";
        }

        if (SegmentMebibytes is < 8 or > 1_024 || !int.IsPow2(SegmentMebibytes))
        {
            yield return $"Sokbo__Store__SegmentMebibytes is {SegmentMebibytes}; it must be a power of two between 8 and 1024.";
        }

        if (CompactCheckSeconds is < 1 or > 3_600)
        {
            yield return $"Sokbo__Store__CompactCheckSeconds is {CompactCheckSeconds}; it must lie between 1 and 3600.";
        }

        if (MemoryMebibytes is < 64 or > 1_048_576)
        {
            yield return $"Sokbo__Store__MemoryMebibytes is {MemoryMebibytes}; it must lie between 64 and 1048576.";
        }
    }
}
