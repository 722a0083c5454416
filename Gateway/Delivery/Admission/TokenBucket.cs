namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>Lets through <c>rate</c> a second in the long run and <c>burst</c> at once. Thread-safe.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private double _rate;
    private double _burst;
    private double _tokens;
    private long _filledAt;

    public TokenBucket(double rate, double burst, TimeProvider time)
    {
        _rate = rate;
        _burst = burst;
        _time = time;
        _tokens = burst;
        _filledAt = time.GetTimestamp();
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            Fill();
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    /// <summary>From now on; what time has brought until now is kept, up to the new burst.</summary>
    public void Adjust(double rate, double burst)
    {
        lock (_gate)
        {
            Fill();
            (_rate, _burst) = (rate, burst);
            _tokens = Math.Min(_burst, _tokens);
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();

        // Multiplied first: whole numbers stay exact, so that a token is there when it is due, not almost.
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_filledAt, now).Ticks * _rate / TimeSpan.TicksPerSecond));
        _filledAt = now;
    }
}
