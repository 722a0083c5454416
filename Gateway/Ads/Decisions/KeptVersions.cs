namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The last so many versions of something, by number; which is which is told by reference. Not safe for threads by itself.</summary>
internal sealed class KeptVersions<T>(int max)
    where T : class
{
    private readonly (int Number, T? Version)[] _kept = new (int, T?)[max];
    private readonly Dictionary<T, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private int _last;

    /// <summary>The number of a version that is in use, which is kept from now on if it was not or had to make room.</summary>
    public int NumberOf(T version)
    {
        if (_numbers.TryGetValue(version, out var number))
        {
            return number;
        }

        _last++;
        ref var kept = ref _kept[_last % max];
        if (kept.Version is { } old)
        {
            _numbers.Remove(old);
        }

        kept = (_last, version);
        _numbers.Add(version, _last);
        return _last;
    }

    /// <summary>Null when it had to make room.</summary>
    public T? Find(int number) => _kept[number % max] is { } kept && kept.Number == number ? kept.Version : null;
}
