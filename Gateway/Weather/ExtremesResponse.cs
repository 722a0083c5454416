using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>Of the day in Seoul.</summary>
internal sealed record ExtremesResponse(ReadingResponse Lowest, ReadingResponse Highest)
{
    public static ExtremesResponse? Of(IEnumerable<Reading> history, DateTimeOffset now) =>
        DayExtremes.Of(history, now) is { } day
            ? new ExtremesResponse(ReadingResponse.Of(day.Lowest), ReadingResponse.Of(day.Highest))
            : null;
}
