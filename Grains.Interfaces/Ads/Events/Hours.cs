namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>Hours since 1970 (UTC), in which events are counted.</summary>
public static class Hours
{
    public static int Of(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / 3_600);

    public static DateTimeOffset Start(int hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3_600L);
}
