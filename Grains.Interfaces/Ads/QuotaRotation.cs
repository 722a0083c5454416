namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>
/// Exact weighted rotation: after any number of steps every candidate was chosen within less than one of its exact share
/// (Tijdeman's solution of the chairman assignment problem, in integers). After as many steps as the sum of the weights
/// each share is met exactly, and it begins anew: no number grows without bound.
/// </summary>
/// <remarks>With at most 2,000 weights of at most 1,000 all products stay below 2^63.</remarks>
public sealed class QuotaRotation
{
    private readonly int[] _weights;
    private readonly long[] _counts;
    private readonly long _total;
    private long _step;

    public QuotaRotation(IReadOnlyCollection<int> weights)
    {
        if (weights.Count is 0 or > 2_000 || weights.Any(weight => weight is < 1 or > 1_000))
        {
            throw new ArgumentException("There must be 1 to 2,000 weights from 1 to 1,000.", nameof(weights));
        }

        _weights = [.. weights];
        _counts = new long[_weights.Length];
        _total = _weights.Sum();
    }

    /// <summary>
    /// Whose turn the one of that number is, counted from 0 over all rounds, and how many turns that candidate had before
    /// it: the same choice that <see cref="Next"/> reaches by steps. Takes at most as many steps as the sum of the weights.
    /// </summary>
    public static (int Chosen, long TurnsBefore) At(IReadOnlyCollection<int> weights, long turn)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(turn);
        var rotation = new QuotaRotation(weights);
        var (rounds, steps) = Math.DivRem(turn, rotation._total);
        var chosen = rotation.Next();
        for (; steps > 0; steps--)
        {
            chosen = rotation.Next();
        }

        return (chosen, (rounds * rotation._weights[chosen]) + rotation._counts[chosen] - 1);
    }

    /// <summary>The candidate whose turn it is.</summary>
    public int Next()
    {
        if (_step == _total)
        {
            _step = 0;
            Array.Clear(_counts);
        }

        _step++;
        var chosen = _weights.Length == 1 ? 0 : Choose();
        _counts[chosen]++;
        return chosen;
    }

    /// <summary>
    /// Among those that are behind by at least 1/(2k−2), the one that would first be a whole turn behind.
    /// Both sides are multiplied by the total and by 2k−2.
    /// </summary>
    private int Choose()
    {
        var factor = (2L * _weights.Length) - 2;
        var chosen = -1;
        var chosenSlack = 0L;
        for (var index = 0; index < _weights.Length; index++)
        {
            var behind = factor * ((_weights[index] * _step) - (_counts[index] * _total));
            if (behind < _total)
            {
                continue;
            }

            var slack = ((factor - 1) * _total) - behind;
            if (chosen < 0 || slack * _weights[chosen] < chosenSlack * _weights[index])
            {
                (chosen, chosenSlack) = (index, slack);
            }
        }

        return chosen >= 0 ? chosen : throw new InvalidOperationException("Nobody is behind, which cannot be.");
    }
}
