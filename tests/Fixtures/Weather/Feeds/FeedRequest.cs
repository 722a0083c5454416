namespace Sokbo.Fixtures.Weather.Feeds;

/// <summary>A call that the stub of a source has received.</summary>
public sealed record FeedRequest(string Path, IReadOnlyDictionary<string, string> Headers);
