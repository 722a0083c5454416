using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>What the gateways have told lately of the traffic that could have gone to a campaign. Kept in memory alone: within seconds
/// it is known again.</summary>
internal sealed class GatewayRates(TimeProvider time)
{
    /// <summary>A gateway that has seen nothing yet still counts for a little.</summary>
    private const double RateMin = 0.01;

    private static readonly TimeSpan RateLife = TimeSpan.FromMinutes(1);

    /// <summary>At night a gateway may ask once in a long while, and what it has seen meanwhile counts.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (double Rate, long Decisions, long At)> _rates = new(StringComparer.Ordinal);

    /// <summary>
    /// Decisions that the gateway has seen since it asked last. Its first request, and one with a count that began anew,
    /// says nothing of when its decisions were.
    /// </summary>
    public long NewDecisions(LeaseRequest request) =>
        _rates.TryGetValue(request.Gateway, out var known) && known.Decisions <= request.Decisions ? request.Decisions - known.Decisions : 0;

    /// <summary>Takes what the gateway tells, and says its part of the traffic: above 0, at most 1.</summary>
    public double ShareOf(LeaseRequest request)
    {
        var now = time.GetTimestamp();
        _rates[request.Gateway] = (Math.Max(RateMin, double.IsFinite(request.RatePerSecond) ? request.RatePerSecond : 0), request.Decisions, now);
        foreach (var gateway in _rates.Where(pair => time.GetElapsedTime(pair.Value.At, now) > KnownFor).Select(pair => pair.Key).ToList())
        {
            _rates.Remove(gateway);
        }

        return _rates[request.Gateway].Rate / _rates.Values.Where(rate => time.GetElapsedTime(rate.At, now) <= RateLife).Sum(rate => rate.Rate);
    }
}
