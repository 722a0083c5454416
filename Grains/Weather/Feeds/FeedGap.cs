namespace Sokbo.Grains.Weather.Feeds;

/// <summary>A former time whose report is missing, and how often it was asked for in vain.</summary>
[GenerateSerializer, Immutable, Alias("weather.FeedGap")]
internal sealed record FeedGap([property: Id(0)] DateTimeOffset At, [property: Id(1)] int Attempts);
