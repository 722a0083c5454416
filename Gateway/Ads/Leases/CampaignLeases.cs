using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// The numbers of one campaign at this gateway: the lease that is spent, and the next one. Decisions take from any thread;
/// everything else belongs to <see cref="LeaseKeeper"/>, under its lock.
/// </summary>
internal sealed class CampaignLeases(string campaign, TimeProvider time)
{
    /// <summary>Time constant of the rates.</summary>
    private const double RateSeconds = 3;

    /// <summary>Who is asked for all the time says so a hundred times a second, which is enough for whoever waits for its silence.</summary>
    private readonly long _noteEvery = time.TimestampFrequency / 100;
    private readonly SpreadCount _notes = new();

    private HeldLease? _current;
    private HeldLease? _next;
    private long _takes;
    private long _notedAt = time.GetTimestamp();
    private long _notesSeen;
    private long _takesSeen;
    private long _measuredAt = time.GetTimestamp();
    private double _noteRate;
    private double _takeRate;
    private volatile bool _isOnRequest = true;
    private volatile bool _isRemoved;

    public string Campaign => campaign;

    /// <summary>
    /// Whether an answer with numbers may come soon. True for a campaign that nobody has asked for yet, and for one that was
    /// refused until a time that is over: whoever comes first to a quiet gateway is not sent away.
    /// </summary>
    public bool IsOnRequest
    {
        get => _isOnRequest || (Failures == 0 && MayAsk);
        set => _isOnRequest = value;
    }

    /// <summary>Out of the book for good: whoever still holds it looks it up again.</summary>
    public bool IsRemoved
    {
        get => _isRemoved;
        set => _isRemoved = value;
    }

    public bool HasNumber => HasNumberAt(LeaseMoment.Of(time));

    public TimeSpan SinceNote => time.GetElapsedTime(Volatile.Read(ref _notedAt));

    // Below: the keeper's.

    /// <summary>Whether its numbers are scarce: only such go back early.</summary>
    public bool HasGoal { get; set; }

    /// <summary>Of the campaign in the catalogue. What a budget has refused to an earlier one says nothing about this one.</summary>
    public int Revision { get; set; }

    /// <summary>The first lease is asked for before anybody wants it, once.</summary>
    public bool IsFirst { get; set; } = true;

    /// <summary>A request whose outcome is not known yet.</summary>
    public LeaseRequest? Request { get; set; }

    /// <summary>Of the campaign when that was sent first.</summary>
    public int RequestedRevision { get; set; }

    /// <summary>When that was sent first.</summary>
    public long RequestedAt { get; set; }

    public bool IsAsking { get; set; }

    public int Failures { get; set; }

    /// <summary>Timestamp before which nothing is asked.</summary>
    public long NotBefore { get; set; }

    /// <summary>False while an answer is awaited, and after a refusal until it is time again: the keeper could do nothing. A hint outside of its lock.</summary>
    public bool MayAsk => !IsAsking && time.GetTimestamp() >= NotBefore;

    public HeldLease? Current => _current;

    public HeldLease? Next => _next;

    /// <summary>Decisions that could have gone to the campaign.</summary>
    public long Notes => _notes.Value;

    /// <summary>Decisions a second that could have gone to the campaign.</summary>
    public double NoteRate => Math.Max(_noteRate, Since(_notes.Value - _notesSeen));

    /// <summary>Decisions a second that wanted one of its numbers.</summary>
    public double TakeRate => Math.Max(_takeRate, Since(Interlocked.Read(ref _takes) - _takesSeen));

    /// <summary>Whether a lease is worth asking for: none is at hand, or what is at hand ends soon.</summary>
    public bool IsShort(TimeSpan ahead) =>
        _next is null && (_current is not { } current || current.Left <= Math.Max(current.Size / 2, TakeRate) || current.Life < ahead);

    public bool HasNumberAt(in LeaseMoment now) =>
        Volatile.Read(ref _current)?.LeftAt(now) > 0 || Volatile.Read(ref _next)?.LeftAt(now) > 0;

    public void Note(in LeaseMoment now)
    {
        _notes.Add(now.Processor, 1);
        if (now.Timestamp - Volatile.Read(ref _notedAt) >= _noteEvery)
        {
            Volatile.Write(ref _notedAt, now.Timestamp);
        }
    }

    /// <summary>The last decision is going to be noted again.</summary>
    public void TakeBackNote() => _notes.Add(0, -1);

    /// <param name="number">Nobody else gets it.</param>
    /// <param name="isShort">True when the keeper should look at once.</param>
    public bool TryTake(out LeasedNumber number, out bool isShort)
    {
        Interlocked.Increment(ref _takes);
        var current = Volatile.Read(ref _current);
        var next = Volatile.Read(ref _next);
        if (current is not null && current.TryTake(out number))
        {
            isShort = next is null && number.Number >= current.Size / 2;
            return true;
        }

        isShort = true;
        if (next is not null && next.TryTake(out number))
        {
            return true;
        }

        number = default;
        Volatile.Write(ref _notedAt, time.GetTimestamp());
        return false;
    }

    public void Put(HeldLease lease)
    {
        if (_current is null)
        {
            Volatile.Write(ref _current, lease);
        }
        else
        {
            Volatile.Write(ref _next, lease);
        }
    }

    /// <summary>Takes off what is of no more use, and puts the next one into its place. Nobody takes from what it returns.</summary>
    public HeldLease? TakeSpent()
    {
        if (_current is not { Left: 0 } spent)
        {
            return null;
        }

        // For a moment both are the same one, which does no harm: a number is taken once, from wherever.
        Volatile.Write(ref _current, _next);
        Volatile.Write(ref _next, null);
        return spent;
    }

    /// <summary>Takes off everything.</summary>
    public IEnumerable<HeldLease> TakeAll()
    {
        HeldLease?[] held = [Interlocked.Exchange(ref _current, null), Interlocked.Exchange(ref _next, null)];
        return held.OfType<HeldLease>();
    }

    /// <summary>Follows the traffic, at most twice a second.</summary>
    public void Measure()
    {
        var elapsed = time.GetElapsedTime(_measuredAt).TotalSeconds;
        if (elapsed < 0.5)
        {
            return;
        }

        var (notes, takes) = (_notes.Value, Interlocked.Read(ref _takes));
        var share = 1 - Math.Exp(-elapsed / RateSeconds);
        _takeRate += share * (((takes - _takesSeen) / elapsed) - _takeRate);
        _noteRate += share * (((notes - _notesSeen) / elapsed) - _noteRate);
        (_notesSeen, _takesSeen, _measuredAt) = (notes, takes, time.GetTimestamp());
    }

    /// <summary>What came since the last measurement as a rate: a rush is followed at once, and its end within seconds.</summary>
    private double Since(long count) => count / Math.Max(1, time.GetElapsedTime(_measuredAt).TotalSeconds);
}
