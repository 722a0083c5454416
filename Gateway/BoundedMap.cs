using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Sokbo.Gateway;

/// <summary>
/// What is remembered under keys that a stranger can invent: never more than a number of entries. A new key that finds no room
/// makes it begin anew, because those that are worth remembering are few and soon back. Safe for many threads; they may go
/// over the number by one entry each.
/// </summary>
internal sealed class BoundedMap<TKey, TValue>(int countMax, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _values = new(comparer);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    public void Set(TKey key, TValue value)
    {
        MakeRoom(key);
        _values[key] = value;
    }

    /// <summary>Adds the value, or puts what <paramref name="update"/> makes of the one that is there; it may be called again.</summary>
    /// <returns>What is there then.</returns>
    public TValue AddOrUpdate(TKey key, TValue value, Func<TKey, TValue, TValue> update)
    {
        MakeRoom(key);
        return _values.AddOrUpdate(key, value, update);
    }

    public void Remove(TKey key) => _values.TryRemove(key, out _);

    /// <summary>Only while the key has this value.</summary>
    public void Remove(TKey key, TValue value) => _values.TryRemove(KeyValuePair.Create(key, value));

    private void MakeRoom(TKey key)
    {
        if (_values.Count >= countMax && !_values.ContainsKey(key))
        {
            _values.Clear();
        }
    }
}
