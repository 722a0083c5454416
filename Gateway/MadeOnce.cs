namespace Sokbo.Gateway;

/// <summary>
/// Values that are made once, however many ask at the same time, and given to all who ask while that still holds. What could
/// not be made is tried again by the next one who asks.
/// </summary>
/// <param name="countMax">See <see cref="BoundedMap{TKey,TValue}"/>.</param>
/// <param name="holds">Whether what was made from the first holds for who asks with the second.</param>
internal sealed class MadeOnce<TSource, TValue>(int countMax, Func<TSource, TSource, bool> holds)
    where TValue : class
{
    private readonly BoundedMap<string, Entry> _entries = new(countMax, StringComparer.Ordinal);

    /// <param name="key">Of the value; a new one takes the place of the one before it.</param>
    /// <param name="source">What it is made from.</param>
    /// <param name="make">Makes it, given the one that was there before.</param>
    public async ValueTask<TValue> Get(string key, TSource source, Func<TValue?, Task<TValue>> make)
    {
        if (!_entries.TryGetValue(key, out var entry) || !holds(entry.Source, source))
        {
            // Not on the thread of whoever comes first: the others would wait for it with threads of theirs.
            var before = entry?.Made;
            var next = new Entry(source, new Lazy<Task<TValue>>(() => Task.Run(() => make(before))));
            entry = _entries.AddOrUpdate(key, next, (_, other) => holds(other.Source, source) ? other : next);
        }

        try
        {
            return entry.Made = await entry.Making.Value;
        }
        catch
        {
            _entries.Remove(key, entry);
            throw;
        }
    }

    private sealed class Entry(TSource source, Lazy<Task<TValue>> making)
    {
        public TSource Source => source;

        public Lazy<Task<TValue>> Making => making;

        /// <summary>Null until somebody has got it.</summary>
        public TValue? Made { get; set; }
    }
}
