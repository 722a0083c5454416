using System.Collections.Immutable;
using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Takes batches of observations into the cluster, from the API and from sources that are pulled. Stations are written first, in parallel, then the ticker folds what
/// they answered: when <see cref="TakeAsync"/> returns, what was accepted is in the store in both places. When it throws,
/// the batch may be half written; repeating it completes it and changes nothing twice.
/// </summary>
public sealed class WeatherIntake(IGrainFactory grains, TimeProvider time)
{
    private const int StationsAtOnceMax = 16;

    public async Task<IntakeResult> TakeAsync(ObservationBatch batch, CancellationToken cancellationToken)
    {
        var result = ObservationRules.Check(batch, time.GetUtcNow());
        if (result.Accepted.IsEmpty)
        {
            return result;
        }

        var outcomes = new StationOutcome[result.Accepted.Length];
        await Parallel.ForAsync(
            0,
            outcomes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = StationsAtOnceMax, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var accepted = result.Accepted[index];
                var station = grains.GetGrain<IStationGrain>(accepted.Station.Number.ToString(CultureInfo.InvariantCulture));
                outcomes[index] = await station.Record(accepted.Reading, token);
            });

        await grains.GetGrain<ITickerGrain>(ITickerGrain.Key).Fold(ImmutableArray.Create(outcomes), cancellationToken);
        return result;
    }
}
