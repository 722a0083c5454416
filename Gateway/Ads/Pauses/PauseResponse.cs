namespace Sokbo.Gateway.Ads.Pauses;

/// <param name="At">When it was paused.</param>
/// <param name="PagesConfirmed">Open pages that have said since then that its banner is gone from them.</param>
internal sealed record PauseResponse(DateTimeOffset At, long PagesConfirmed);
