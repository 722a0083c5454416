namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What a decision of <see cref="FeedRules"/> depends on beside the record.</summary>
internal sealed record FeedContext(FeedSource Source, FeedSourceOptions SourceOptions, FeedsOptions Options, DateTimeOffset Now, double Roll);
