using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>
/// How many of a slot's pages conditions leave at least, whatever belongs together: recorded is how often each value
/// occurs, and not with which others. So these are lower bounds: a page has one section, one device and one referrer, whose
/// shares add up; of tags and key-values, of which a page can have several, the most frequent one counts; and several
/// conditions together leave at least the sum of what each leaves, less one for each but the first.
/// </summary>
internal static class PageShare
{
    public static double Of(IReadOnlyDictionary<string, double> shares, IReadOnlyCollection<TargetingCondition> conditions) =>
        Math.Max(0, 1 + conditions.Sum(condition => Of(shares, condition) - 1));

    /// <summary>Whether no page can fit both.</summary>
    public static bool AreDisjoint(IReadOnlyCollection<TargetingCondition> some, IReadOnlyCollection<TargetingCondition> others) =>
        some.Any(one => others.Any(other =>
            one.Dimension == other.Dimension
            && one.Dimension is TargetingDimension.Section or TargetingDimension.Device
            && !one.Include.IsEmpty && !other.Include.IsEmpty
            && !one.Include.Select(value => Name(one, value)).Intersect(other.Include.Select(value => Name(other, value)), StringComparer.Ordinal).Any()));

    private static double Of(IReadOnlyDictionary<string, double> shares, TargetingCondition condition)
    {
        var included = condition.Include.Select(value => Named(shares, condition, value)).ToArray();
        var isOneOf = condition.Dimension is TargetingDimension.Section or TargetingDimension.Device;
        var share = included switch
        {
            [] => 1,
            _ when isOneOf => included.Sum(),
            _ => included.Max(),
        };
        return Math.Clamp(Math.Min(1, share) - condition.Exclude.Sum(value => Named(shares, condition, value)), 0, 1);
    }

    private static double Named(IReadOnlyDictionary<string, double> shares, TargetingCondition condition, string value)
    {
        var name = Name(condition, value);
        return condition.Dimension == TargetingDimension.Referrer
            ? shares.Where(pair => pair.Key == name || (pair.Key.StartsWith("referrer:", StringComparison.Ordinal) && pair.Key.EndsWith("." + name["referrer:".Length..], StringComparison.Ordinal)))
                .Sum(pair => pair.Value)
            : shares.GetValueOrDefault(name);
    }

    private static string Name(TargetingCondition condition, string value) => condition.Dimension switch
    {
        TargetingDimension.Section => $"section:{value}",
        TargetingDimension.Tag => $"tag:{value.ToLowerInvariant()}",
        TargetingDimension.Device => $"device:{value.ToLowerInvariant()}",
        TargetingDimension.Referrer => $"referrer:{value.ToLowerInvariant()}",
        _ => $"key:{condition.Key.ToLowerInvariant()}={value.ToLowerInvariant()}",
    };
}
