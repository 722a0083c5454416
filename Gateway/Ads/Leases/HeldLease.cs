using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// The numbers of one lease. They are taken in order, each once, until all are taken, its time is over or it is closed:
/// what is taken and what is given back never overlap, whichever threads come together.
/// </summary>
internal sealed class HeldLease
{
    /// <summary>Above every size, so that one comparison refuses a closed lease and an exhausted one.</summary>
    private const int ClosedBit = 1 << 30;

    private readonly TimeProvider _time;
    private readonly long _expiresAt;
    private readonly long _dayTicks;

    /// <summary>Numbers taken; with <see cref="ClosedBit"/> none is taken any more.</summary>
    private int _issued;

    /// <param name="grant">The answer of the budget.</param>
    /// <param name="askedAt">Timestamp from before the request was sent for the first time: the budget's clock began later.</param>
    /// <param name="time">The clock of both.</param>
    public HeldLease(LeaseGrant grant, long askedAt, TimeProvider time)
    {
        _time = time;
        Id = grant.Lease;
        Size = Math.Min(grant.Size, ClosedBit - 1);
        AskedAt = askedAt;
        _expiresAt = askedAt + (long)(grant.Life.TotalSeconds * time.TimestampFrequency);
        _dayTicks = SeoulDay.Start(grant.Day)?.UtcTicks ?? long.MinValue / 2;
    }

    public long Id { get; }

    public int Size { get; }

    public long AskedAt { get; }

    /// <summary>Numbers that were taken.</summary>
    public int Issued => Volatile.Read(ref _issued) & ~ClosedBit;

    /// <summary>Numbers that may be taken, were it now; 0 once it is closed or over.</summary>
    public int Left => LeftAt(LeaseMoment.Of(_time));

    /// <summary>
    /// Two clocks, and the earlier end counts: no step of the wall clock makes its life longer, and on another day in Seoul
    /// than its own it is worth nothing.
    /// </summary>
    public bool IsOver => IsOverAt(LeaseMoment.Of(_time));

    /// <summary>How much longer its life lasts, its day aside.</summary>
    public TimeSpan Life => _time.GetElapsedTime(_time.GetTimestamp(), _expiresAt);

    /// <summary>As <see cref="Left"/>, for who has just read the clocks.</summary>
    public int LeftAt(in LeaseMoment now) => IsOverAt(now) ? 0 : Math.Max(0, Size - Volatile.Read(ref _issued));

    /// <summary>Reads the clocks itself, after whatever was asked before: a number is never spent by a look that has become old.</summary>
    public bool TryTake(out LeasedNumber number)
    {
        var issued = Volatile.Read(ref _issued);
        while (issued < Size && !IsOver)
        {
            var seen = Interlocked.CompareExchange(ref _issued, issued + 1, issued);
            if (seen == issued)
            {
                number = new LeasedNumber(Id, issued);
                return true;
            }

            issued = seen;
        }

        number = default;
        return false;
    }

    /// <summary>From now on nobody takes a number.</summary>
    /// <returns>How many were taken, for good.</returns>
    public int Close() => Interlocked.Or(ref _issued, ClosedBit) & ~ClosedBit;

    private bool IsOverAt(in LeaseMoment now) => now.Timestamp >= _expiresAt || (ulong)(now.UtcTicks - _dayTicks) >= TimeSpan.TicksPerDay;
}
