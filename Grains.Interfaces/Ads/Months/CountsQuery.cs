namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>Counts of a campaign over days in Seoul.</summary>
/// <param name="From">The first day as yyyymmdd.</param>
/// <param name="To">The last day.</param>
/// <param name="By">What they are summed up by.</param>
[GenerateSerializer, Immutable, Alias("ads.CountsQuery")]
public sealed record CountsQuery([property: Id(0)] int From, [property: Id(1)] int To, [property: Id(2)] CountsBy By)
{
    public const int DaysMax = 400;

    /// <summary>Rows by hour are many.</summary>
    public const int HourDaysMax = 62;
}
