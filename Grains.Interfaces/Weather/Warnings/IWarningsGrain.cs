using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>The warnings of a region; the key is its id. Owns <c>weather/warnings/{region}</c>.</summary>
[Alias("weather.IWarningsGrain")]
public interface IWarningsGrain : ITopicGrain
{
    /// <summary>Makes the topic exist, without warnings and unchecked. Harmless when it does.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>
    /// Takes reports of this region, each by its own order and not by that of arrival, so that repeating the call, or a late
    /// report, changes nothing.
    /// </summary>
    [Alias("Take")]
    Task<WarningsOutcome> Take(ImmutableArray<WarningReport> reports, CancellationToken cancellationToken);

    /// <summary>The source has answered with all it had, and all of it was taken. An earlier time than before changes nothing.</summary>
    [Alias("Confirm")]
    Task Confirm(DateTimeOffset checkedAt, CancellationToken cancellationToken);

    /// <summary>
    /// Takes all reports of this region that a source lists as in force, and counts as a check. What the source had reported
    /// and leaves out of two lists in a row has ended; one list alone may be wrong. An earlier list than before, or the same
    /// again, ends nothing.
    /// </summary>
    [Alias("List")]
    Task<WarningsOutcome> List(ImmutableArray<WarningReport> reports, string source, DateTimeOffset listedAt, CancellationToken cancellationToken);
}
