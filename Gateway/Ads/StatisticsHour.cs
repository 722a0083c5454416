namespace Sokbo.Gateway.Ads;

/// <summary>What was counted in the hour that begins at <paramref name="At"/>; <paramref name="Unbilled"/> is everything else.</summary>
internal sealed record StatisticsHour(DateTimeOffset At, long Rendered, long Viewable, long Clicks, long Unbilled);
