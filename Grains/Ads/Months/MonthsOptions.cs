using System.ComponentModel.DataAnnotations;

namespace Sokbo.Grains.Ads.Months;

/// <summary>When months close by themselves; section <c>Ads:Months</c>.</summary>
public sealed class MonthsOptions
{
    public const string Section = "Ads:Months";

    /// <summary>
    /// Hours after the end of a month in Seoul at which it is closed unless an operator has done it. Viewable impressions and
    /// clicks count for 25 hours after their banner was shown.
    /// </summary>
    [Range(26, 27 * 24)]
    public int CloseAfterHours { get; init; } = 72;
}
