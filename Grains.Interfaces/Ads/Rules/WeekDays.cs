namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>Days of the week as one set; a day is <c>1 &lt;&lt; (int)DayOfWeek</c>.</summary>
[Flags, GenerateSerializer, Alias("ads.WeekDays")]
public enum WeekDays
{
    None = 0,
    Sunday = 1,
    Monday = 2,
    Tuesday = 4,
    Wednesday = 8,
    Thursday = 16,
    Friday = 32,
    Saturday = 64,
    All = 127,
}
