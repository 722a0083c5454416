using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What an answer held, after the intake.</summary>
/// <param name="Newest">Newest time of observation in it.</param>
/// <param name="RowsOfTarget">Stations at the time that was asked for.</param>
/// <param name="Accepted">Readings taken over.</param>
/// <param name="Refused">Rows and values that were not.</param>
internal sealed record FeedIntakeCount(DateTimeOffset? Newest, int RowsOfTarget, int Accepted, int Refused)
{
    /// <summary>Part of the answer was not believed or not kept, and it is one that is worth nothing but whole.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Stations that nobody has added, in ascending number.</summary>
    public ImmutableArray<int> Unknown { get; init; } = [];
}
