namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>Hours of some days of the week, on the clock of Seoul. An evening that goes on after midnight is two of these.</summary>
/// <param name="Days">At least one.</param>
/// <param name="FromHour">0 to 23.</param>
/// <param name="UntilHour">The first hour that is not part of it: later than <paramref name="FromHour"/>, at most 24.</param>
[GenerateSerializer, Immutable, Alias("ads.Daypart")]
public sealed record Daypart(
    [property: Id(0)] WeekDays Days,
    [property: Id(1)] int FromHour,
    [property: Id(2)] int UntilHour)
{
    public bool Contains(DateTimeOffset now)
    {
        var seoul = now.ToOffset(SeoulDay.Offset);
        return ((int)Days & (1 << (int)seoul.DayOfWeek)) != 0 && seoul.Hour >= FromHour && seoul.Hour < UntilHour;
    }
}
