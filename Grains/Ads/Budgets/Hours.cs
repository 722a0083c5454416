namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Hours since 1970 (UTC).</summary>
internal static class Hours
{
    public static int Of(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / 3_600);

    public static DateTimeOffset Start(int hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3_600L);
}
