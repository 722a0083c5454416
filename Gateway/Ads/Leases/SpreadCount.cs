namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// A count that every decision raises for each of its candidates: a cell for each processor, each on a cache line of its
/// own, so that no processor waits for another to let go of it.
/// </summary>
internal sealed class SpreadCount
{
    private const int CellsMax = 8;

    /// <summary>Numbers in two cache lines, because processors fetch lines by pairs.</summary>
    private const int Stride = 16;

    private static readonly int Cells = Math.Min(CellsMax, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly long[] _cells = new long[(Cells + 1) * Stride];

    /// <summary>All that was counted before the call, and some of what is counted meanwhile.</summary>
    public long Value
    {
        get
        {
            var sum = 0L;
            for (var cell = 1; cell <= Cells; cell++)
            {
                sum += Interlocked.Read(ref _cells[cell * Stride]);
            }

            return sum;
        }
    }

    public void Add(int processor, long count) => Interlocked.Add(ref _cells[((processor & (Cells - 1)) + 1) * Stride], count);
}
