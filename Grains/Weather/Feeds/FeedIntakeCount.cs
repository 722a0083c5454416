namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What an answer held, after the intake.</summary>
/// <param name="Newest">Newest time of observation in it.</param>
/// <param name="RowsOfTarget">Stations at the time that was asked for.</param>
/// <param name="Accepted">Readings taken over.</param>
/// <param name="Refused">Rows and values that were not.</param>
internal sealed record FeedIntakeCount(DateTimeOffset? Newest, int RowsOfTarget, int Accepted, int Refused);
