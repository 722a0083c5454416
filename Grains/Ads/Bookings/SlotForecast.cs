using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What a slot is expected to bring: impressions that render, by hour of the week in Seoul.</summary>
internal sealed class SlotForecast
{
    /// <summary>With less than a day, nothing is known of a slot.</summary>
    public const int HoursMin = 24;

    /// <summary>Of banners that are shown, before anything is recorded; it weighs as much as a thousand of them.</summary>
    public const double RenderedShareDefault = 0.9;

    private const double PriorShown = 1_000;

    private readonly double[] _rates = new double[SlotProfile.HoursOfWeek];
    private readonly Dictionary<string, double> _shares;

    private SlotForecast(SlotProfile profile)
    {
        var (known, usual) = (0.0, 0.0);
        for (var hour = 0; hour < _rates.Length; hour++)
        {
            known += profile.Seen[hour] > 0 ? profile.Means[hour] : 0;
            usual += profile.Seen[hour] > 0 ? Usual(hour) : 0;
        }

        var rendered = Math.Min(1, (profile.Rendered + (RenderedShareDefault * PriorShown)) / (profile.Shown + PriorShown));
        for (var hour = 0; hour < _rates.Length; hour++)
        {
            _rates[hour] = rendered * (profile.Seen[hour] > 0 ? profile.Means[hour] : Usual(hour) * known / usual);
        }

        Kind = profile.Seen.All(seen => seen > 0) ? ForecastKind.Recorded : ForecastKind.Partial;
        _shares = profile.Values.ToDictionary(
            value => value.Value, value => profile.Requests > 0 ? Math.Min(1, value.Count / profile.Requests) : 0, StringComparer.Ordinal);
    }

    public ForecastKind Kind { get; }

    /// <summary>Values that were recorded, with the part of the requests that had them.</summary>
    public IReadOnlyDictionary<string, double> Shares => _shares;

    /// <summary>Null where too little was seen.</summary>
    public static SlotForecast? Of(SlotProfile? profile) =>
        profile is not null && profile.Seen.Sum(seen => seen) >= HoursMin ? new SlotForecast(profile) : null;

    /// <summary>Impressions an hour.</summary>
    public double RateAt(int hourOfWeek) => _rates[hourOfWeek];

    private static double Usual(int hourOfWeek) => PacingCurve.DefaultProfile[hourOfWeek % 24];
}
