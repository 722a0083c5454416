using System.Collections.Immutable;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Pages that were rendered, until something that they show is another one, and a second at most: what depends on the clock
/// alone, such as the age of a reading, is never older than that. However many ask at once, one of them renders. The host name
/// is in the key, which a stranger can vary.
/// </summary>
internal sealed class PageCache
{
    private const int EntriesMax = 500;

    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);

    private readonly BoundedMap<string, Entry> _entries = new(EntriesMax, StringComparer.Ordinal);

    /// <param name="key">What is rendered, and for which address.</param>
    /// <param name="now">The time that the page would be rendered for.</param>
    /// <param name="sources">All that it shows. They are compared by value, so states that are the same object cost nothing.</param>
    /// <param name="render">Writes the page, given the one that was there before.</param>
    public async ValueTask<RenderedPage> Get(string key, DateTimeOffset now, ImmutableArray<object?> sources, Func<RenderedPage?, Task<RenderedPage>> render)
    {
        if (!_entries.TryGetValue(key, out var entry) || !entry.Holds(sources, now))
        {
            // Not on the thread of whoever comes first: the others would wait for it with threads of theirs.
            var before = entry?.Rendered;
            var next = new Entry(sources, now, new Lazy<Task<RenderedPage>>(() => Task.Run(() => render(before))));
            entry = _entries.AddOrUpdate(key, next, (_, other) => other.Holds(sources, now) ? other : next);
        }

        try
        {
            return entry.Rendered = await entry.Page.Value;
        }
        catch
        {
            // The next one tries again.
            _entries.Remove(key, entry);
            throw;
        }
    }

    private sealed class Entry(ImmutableArray<object?> sources, DateTimeOffset renderedAt, Lazy<Task<RenderedPage>> page)
    {
        public Lazy<Task<RenderedPage>> Page => page;

        /// <summary>Null until somebody has got it.</summary>
        public RenderedPage? Rendered { get; set; }

        public bool Holds(ImmutableArray<object?> others, DateTimeOffset now) =>
            (now - renderedAt).Duration() < AgeMax && PageMinute.Of(now) == PageMinute.Of(renderedAt) && sources.SequenceEqual(others);
    }
}
