namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What is to be pulled: observations from one time to another, both included.</summary>
internal sealed record FeedTask(DateTimeOffset From, DateTimeOffset To);
