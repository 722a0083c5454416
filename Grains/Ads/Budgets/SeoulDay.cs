namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Days in Seoul: nine hours ahead of UTC, without summer time since 1988.</summary>
internal static class SeoulDay
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The day as yyyymmdd.</summary>
    public static int Of(DateTimeOffset moment)
    {
        var local = moment.ToOffset(Offset);
        return (local.Year * 10_000) + (local.Month * 100) + local.Day;
    }
}
