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

    private readonly MadeOnce<(ImmutableArray<object?> Sources, DateTimeOffset At), RenderedPage> _pages = new(EntriesMax, static (rendered, asked) =>
        (asked.At - rendered.At).Duration() < AgeMax && PageMinute.Of(asked.At) == PageMinute.Of(rendered.At) && rendered.Sources.SequenceEqual(asked.Sources));

    /// <param name="key">What is rendered, and for which address.</param>
    /// <param name="now">The time that the page would be rendered for.</param>
    /// <param name="sources">All that it shows. They are compared by value, so states that are the same object cost nothing.</param>
    /// <param name="render">Writes the page, given the one that was there before.</param>
    public ValueTask<RenderedPage> Get(string key, DateTimeOffset now, ImmutableArray<object?> sources, Func<RenderedPage?, Task<RenderedPage>> render) =>
        _pages.Get(key, (sources, now), render);
}
