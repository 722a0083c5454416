namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Something in an answer that was not believed.</summary>
/// <param name="Line">From 1.</param>
/// <param name="StationId">0 where it could not be read.</param>
/// <param name="Column">Which value; empty where the whole row was refused.</param>
/// <param name="Code">See <see cref="FeedCodes"/>.</param>
internal sealed record FeedRefusal(int Line, int StationId, string Column, string Code);
