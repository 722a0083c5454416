namespace Sokbo.Grains.Weather.Feeds;

[GenerateSerializer, Alias("weather.FeedStore")]
internal sealed class FeedStore
{
    [Id(0)] public FeedRecord Record { get; init; } = new();
}
