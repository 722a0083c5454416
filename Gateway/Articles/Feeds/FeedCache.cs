
namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>
/// Documents that were written, until what they were written from is another one. One that turns out to be the same to the
/// byte, changed at the same moment, stays as if it had not been written again. The host name is in the key, which a stranger can vary.
/// </summary>
internal sealed class FeedCache
{
    private const int EntriesMax = 512;

    private readonly BoundedMap<string, Entry> _entries = new(EntriesMax, StringComparer.Ordinal);

    /// <summary>The document of that address; written again when one of <paramref name="sources"/> is not the same as then.</summary>
    public FeedDocument Get(string key, IReadOnlyList<object> sources, Func<FeedDocument> write)
    {
        if (_entries.TryGetValue(key, out var entry) && entry.Sources.SequenceEqual(sources, SameObject.Instance))
        {
            return entry.Document;
        }

        var written = write();
        var document = entry?.Document.IsSameAs(written) == true ? entry.Document : written;
        _entries.Set(key, new Entry(sources, document));
        return document;
    }

    private sealed record Entry(IReadOnlyList<object> Sources, FeedDocument Document);

    private sealed class SameObject : IEqualityComparer<object>
    {
        public static SameObject Instance { get; } = new();

        public new bool Equals(object? left, object? right) =>
            ReferenceEquals(left, right) || (left is ValueType && left.Equals(right));

        public int GetHashCode(object value) => value.GetHashCode();
    }
}
