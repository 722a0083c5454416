using System.Collections.Immutable;
using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Takes batches of observations into the cluster, from the API and from sources that are pulled. The ticker judges them,
/// stations are written first, in parallel, then the ticker folds what
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

        var ticker = grains.GetGrain<ITickerGrain>(ITickerGrain.Key);
        var judged = await ticker.Judge(
            [.. result.Accepted.Select(accepted => new StationReading(accepted.Station.Number, accepted.Reading))], cancellationToken);
        var outcomes = new StationOutcome[judged.Length];
        await Parallel.ForAsync(
            0,
            outcomes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = StationsAtOnceMax, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                outcomes[index] = await Station(judged[index].StationId).Record(judged[index].Reading, token);
            });

        await ticker.Fold(ImmutableArray.Create(outcomes), cancellationToken);

        // By the stations and not by the verdict: they keep the one of the first time.
        return result with
        {
            Held =
            [
                .. outcomes.SelectMany(outcome => outcome.Held
                    .Where(held => held.ObservedAt == result.Accepted[0].Reading.ObservedAt)
                    .Select(held => new StationReading(outcome.StationId, held))),
            ],
        };
    }

    /// <summary>
    /// Carries out an operator's decision, in the station and then in the ticker; repeating it completes it. False where the
    /// station has no reading of that time.
    /// </summary>
    public async Task<bool> DecideAsync(int number, DateTimeOffset observedAt, QualityDecision decision, CancellationToken cancellationToken)
    {
        if (await Station(number).Decide(observedAt, decision, cancellationToken) is not { } outcome)
        {
            return false;
        }

        await grains.GetGrain<ITickerGrain>(ITickerGrain.Key).Fold([outcome], cancellationToken);
        return true;
    }

    private IStationGrain Station(int number) => grains.GetGrain<IStationGrain>(number.ToString(CultureInfo.InvariantCulture));
}
