namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Lets connections in at a rate that follows how well this process keeps up, so that a storm never takes the time of
/// those who are in. Who has to wait gets a moment of its own, one after the other at the rate of now: told the same time,
/// all would come back together. Thread-safe.
/// <code>
///   late by more than 100 ms → half of the rate, down to a twentieth of the maximum
///   in time, some wait       → a twentieth of the maximum more, up to the maximum
///   in time, nobody waits    → a tenth less, down to half of the maximum: how a storm begins, before it is known what it costs
/// </code>
/// </summary>
internal sealed class ArrivalPace
{
    /// <summary>By which a tick may be late: a tenth of what breaking news may take.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromMilliseconds(100);

    /// <summary>Nobody is told to wait longer; who comes back and finds it full is told anew.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly double _rateMax;
    private readonly double _rateMin;
    private readonly double _rateCalm;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly TokenBucket _arrivals;
    private double _rate;

    // The last turn that was promised, counted from the start.
    private TimeSpan _promised;
    private TimeSpan _beyond;
    private bool _hasRefused;

    public ArrivalPace(double rateMax, TimeProvider time)
    {
        _rateMax = rateMax;
        _rateMin = Math.Max(1, rateMax / 20);
        _rateCalm = Math.Max(1, rateMax / 2);
        _time = time;
        _startedAt = time.GetTimestamp();
        _rate = _rateCalm;
        _arrivals = new TokenBucket(_rate, Burst, time);
    }

    /// <summary>Connections a second that are let in now.</summary>
    public double Rate
    {
        get
        {
            lock (_gate)
            {
                return _rate;
            }
        }
    }

    /// <summary>What comes at once: a tenth of a second of it, or the first wave of a storm would be a second of work for everybody.</summary>
    private double Burst => Math.Max(1, _rate / 10);

    /// <summary>Null where the connection may come in, else when its turn is.</summary>
    public TimeSpan? TryEnter()
    {
        lock (_gate)
        {
            if (_arrivals.TryTake())
            {
                return null;
            }

            _hasRefused = true;

            // Rounded up: at its turn a token must be there, not almost.
            var turn = TimeSpan.FromTicks((long)Math.Ceiling(TimeSpan.TicksPerSecond / _rate));
            var now = _time.GetElapsedTime(_startedAt);
            var next = (_promised > now ? _promised : now) + turn;
            if (next - now < WaitMax)
            {
                _promised = next;
                return next - now;
            }

            // More than can be promised: spread, so that they do not all come back in the same moment.
            _beyond = _beyond + turn < WaitMax / 2 ? _beyond + turn : TimeSpan.Zero;
            return (WaitMax / 2) + _beyond;
        }
    }

    /// <summary>Called about ten times a second.</summary>
    /// <param name="late">How long what was due has waited for a thread.</param>
    public void Adapt(TimeSpan late)
    {
        lock (_gate)
        {
            var more = Math.Min(_rateMax, _rate + (_rateMax / 20));
            _rate = late > LateMax ? Math.Max(_rateMin, _rate / 2)
                : _hasRefused ? more
                : _rate > _rateCalm ? Math.Max(_rateCalm, _rate * 0.9)
                : Math.Min(_rateCalm, more);
            _hasRefused = false;
            _arrivals.Adjust(_rate, Burst);
        }
    }
}
