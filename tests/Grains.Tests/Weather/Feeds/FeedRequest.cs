namespace Sokbo.Grains.Tests.Weather.Feeds;

/// <summary>A call that the stub of a source has received.</summary>
internal sealed record FeedRequest(string Path, IReadOnlyDictionary<string, string> Headers);
