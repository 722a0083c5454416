using System.Collections.Immutable;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A weather station; the key is its number. Owns <c>weather/station/{number}</c>.</summary>
[Alias("weather.IStationGrain")]
public interface IStationGrain : ITopicGrain
{
    /// <summary>
    /// Takes a checked reading. Readings are ordered by the time of observation, not of arrival; the same reading twice
    /// changes nothing, and another value for the same time is a correction. So repeating the call is harmless, and it
    /// needs no operation id. A reading that its flags hold is kept apart, and shown to nobody but operators; who says the
    /// same again does not change what was thought of it the first time.
    /// </summary>
    [Alias("Record")]
    Task<StationOutcome> Record(Reading reading, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out what an operator decided about the temperature of one time: a held one is released, or one is rejected,
    /// held or shown. Null where the station has no reading of that time. Repeating it changes nothing.
    /// </summary>
    [Alias("Decide")]
    Task<StationOutcome?> Decide(DateTimeOffset observedAt, QualityDecision decision, CancellationToken cancellationToken);

    /// <summary>Up to 48 hours, oldest first: the newest reading of each ten minutes, without held ones. Empty before the first report.</summary>
    [AlwaysInterleave]
    [Alias("History")]
    Task<ImmutableArray<Reading>> History(CancellationToken cancellationToken);
}
