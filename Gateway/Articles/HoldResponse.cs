namespace Sokbo.Gateway.Articles;

/// <summary>A hold: since when, until when, and what the public is told.</summary>
internal sealed record HoldResponse(DateTimeOffset At, DateTimeOffset Until, string Notice);
