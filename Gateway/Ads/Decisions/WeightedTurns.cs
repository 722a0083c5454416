using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// Exact weighted rotation that may begin with any candidate: after any number of turns each has had its share to within
/// less than one, and after as many turns as the sum of the weights exactly. Not safe for threads by itself.
/// </summary>
/// <remarks>
/// The nth turn of a candidate of share s must lie in the window from turn ⌊(n−1)/s⌋+1 to turn ⌈n/s⌉; a schedule that
/// meets all windows is within one. Taking the earliest deadline among the open windows meets them, and the first turn is
/// free: up to any turn T at most T−1 deadlines fall due unless all shares of T are whole, and then the first one's is
/// among them. The free first turn is what makes many short rotations fair together: when targeting makes another set of
/// candidates for nearly each page, a rotation that always began with its heaviest would show nothing else.
/// </remarks>
internal sealed class WeightedTurns
{
    private readonly int[] _weights;
    private readonly int[] _counts;
    private readonly int[] _opens;
    private readonly int[] _deadlines;
    private readonly long _total;

    /// <param name="weights">1 to 2,000 weights from 1 to 1,000.</param>
    /// <param name="start">Who has the first turn.</param>
    public WeightedTurns(ReadOnlySpan<int> weights, int start)
    {
        if (weights.IsEmpty || weights.ContainsAnyExceptInRange(1, CampaignDraft.WeightMax))
        {
            throw new ArgumentException($"There must be weights from 1 to {CampaignDraft.WeightMax}.", nameof(weights));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, weights.Length);
        _weights = weights.ToArray();
        _counts = new int[weights.Length];
        _opens = new int[weights.Length];
        _deadlines = new int[weights.Length];
        Start = start;
        foreach (var weight in weights)
        {
            _total += weight;
        }

        Begin();
    }

    public int Start { get; }

    public int Count => _weights.Length;

    /// <summary>Turns taken since the round began, which is as long as the sum of the weights.</summary>
    public int Turn { get; private set; }

    /// <summary>Whose weights a random draw falls to: a candidate of twice the weight twice as often.</summary>
    public static int Draw(ReadOnlySpan<int> weights, Random random)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var rest = random.Next(total);
        for (var index = 0; index < weights.Length; index++)
        {
            rest -= weights[index];
            if (rest < 0)
            {
                return index;
            }
        }

        throw new InvalidOperationException("The draw is beyond the sum of the weights.");
    }

    /// <summary>Whose turn it is. Among equals, the one that comes next after the start.</summary>
    public int Peek()
    {
        if (Turn == 0)
        {
            return Start;
        }

        var chosen = -1;
        var deadline = int.MaxValue;
        Scan(Start, _weights.Length, ref chosen, ref deadline);
        Scan(0, Start, ref chosen, ref deadline);
        return chosen >= 0 ? chosen : throw new InvalidOperationException("No window is open, which cannot be.");
    }

    /// <summary>The one whose turn it is has had it.</summary>
    public void Advance(int chosen)
    {
        _counts[chosen]++;
        Turn++;
        if (Turn == _total)
        {
            Turn = 0;
            Begin();
            return;
        }

        SetWindow(chosen);
    }

    private void Begin()
    {
        Array.Clear(_counts);
        for (var index = 0; index < _weights.Length; index++)
        {
            SetWindow(index);
        }
    }

    private void Scan(int from, int to, ref int chosen, ref int deadline)
    {
        for (var index = from; index < to; index++)
        {
            if (_deadlines[index] < deadline && _opens[index] <= Turn)
            {
                (chosen, deadline) = (index, _deadlines[index]);
            }
        }
    }

    /// <summary>Turns are counted from 0 here, so a window opens at ⌊n/s⌋ after n turns.</summary>
    private void SetWindow(int index)
    {
        if (_counts[index] == _weights[index])
        {
            _deadlines[index] = int.MaxValue;
            return;
        }

        _opens[index] = (int)(_counts[index] * _total / _weights[index]);
        _deadlines[index] = (int)((((_counts[index] + 1L) * _total) + _weights[index] - 1) / _weights[index]);
    }
}
