using System.Collections.Immutable;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Folds all stations. Key <c>default</c>; owns <c>weather/ticker</c>.</summary>
[Alias("weather.ITickerGrain")]
public interface ITickerGrain : ITopicGrain
{
    const string Key = "default";

    /// <summary>Makes the ticker exist, with a row for each station and no reading. Harmless when it does.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>
    /// Judges the readings of one batch by their past and by their neighbours, who are in the batch or were shown before, and
    /// answers them with their flags, in their order. Changes nothing: the stations keep the verdict.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Judge")]
    Task<ImmutableArray<StationReading>> Judge(ImmutableArray<StationReading> readings, CancellationToken cancellationToken);

    /// <summary>Readings of all stations that wait for an operator, newest first.</summary>
    [AlwaysInterleave]
    [Alias("Held")]
    Task<ImmutableArray<StationReading>> Held(CancellationToken cancellationToken);

    /// <summary>
    /// Takes what stations answered to one batch: one write, and at most one update. An outcome that is older than what the
    /// ticker has of the station changes nothing, so repeating the call is harmless.
    /// </summary>
    [Alias("Fold")]
    Task Fold(ImmutableArray<StationOutcome> outcomes, CancellationToken cancellationToken);
}
